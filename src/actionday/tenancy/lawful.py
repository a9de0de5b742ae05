"""Lawful sharing: may what is found on a day reach a unit? One rule, with its reasons.

Units of EU member states share under the Law Enforcement Directive, among each other and with
Europol; Europol under its own regulation. A unit of a third country needs a transfer basis: an
adequacy decision (Art. 36 of the Directive), an agreement, or what else its law names. Whoever
receives data has a controller who answers for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .models import Regime, Unit


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why nothing may be shared with a unit."""

    unit: str
    reason: str


def obstacle(unit: Unit) -> Obstacle | None:
    """Return why nobody may share with this unit; None where it is lawful."""
    if not unit.controller.strip():
        return Obstacle(
            unit.code,
            _("%(unit)s names no controller who answers for the data it would receive.")
            % {"unit": unit.code},
        )
    if unit.regime == Regime.THIRD_COUNTRY and not unit.transfer_basis.strip():
        return Obstacle(
            unit.code,
            _(
                "%(unit)s is under the law of a third country and has no transfer basis "
                "(an adequacy decision, an agreement)."
            )
            % {"unit": unit.code},
        )
    if unit.regime not in Regime.values:
        return Obstacle(unit.code, _("%(unit)s has no known legal regime.") % {"unit": unit.code})
    return None


def obstacles(coordinator: Unit, units: Iterable[Unit]) -> list[Obstacle]:
    """Return why a day of these units may not share: everyone on it receives from all others."""
    sharing = {unit.code: unit for unit in (coordinator, *units)}
    found = (obstacle(sharing[code]) for code in sorted(sharing))
    return [each for each in found if each]
