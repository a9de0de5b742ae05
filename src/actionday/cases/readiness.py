"""What a planned day still lacks before it can open."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from actionday.tenancy.lawful import obstacles

from .models import ActionDay
from .parts import units_of


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing: what (units, platforms, terms, sharing), of whom, in words."""

    what: str
    words: str
    of: str = ""


def missing(day: ActionDay) -> list[Lack]:
    """Return all that is missing, in the order in which one plans."""
    return [*without_units(day), *unlawful(day), *without_platforms(day), *without_terms(day)]


def without_units(day: ActionDay) -> list[Lack]:
    """Say that no unit has accepted."""
    if units_of(day).exists():
        return []
    return [Lack("units", _("No unit has accepted yet: a day needs one that takes part."))]


def unlawful(day: ActionDay) -> list[Lack]:
    """Say with whom sharing would not be lawful (any more)."""
    found = obstacles(day.coordinator, units_of(day))
    return [Lack("sharing", each.reason, each.unit) for each in found]


def without_platforms(day: ActionDay) -> list[Lack]:
    """Say that there is nobody to refer to."""
    if day.platform_parts.filter(declined_at=None).exists():
        return []
    return [Lack("platforms", _("No platform is invited, or each has declined."))]


def without_terms(day: ActionDay) -> list[Lack]:
    """Name the platforms whose terms are not kept; one that declined needs none."""
    kept = day.terms.values("platform")
    asked = day.platform_parts.filter(declined_at=None).exclude(platform__in=kept)
    parts = asked.select_related("platform").order_by("platform__name")
    words = _("%(name)s's terms are missing.")
    return [
        Lack("terms", words % {"name": part.platform.name}, part.platform.slug) for part in parts
    ]
