"""What the page of a plan shows beside its form: whom to invite, who has answered, what lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionday.cases.models import ActionDay
from actionday.cases.models.day import Part
from actionday.cases.readiness import Lack, missing
from actionday.cases.taxonomy import DayState
from actionday.tenancy.lawful import obstacle
from actionday.tenancy.models import Regime, Unit

from .plan_form import PlanForm

REGIONS = {
    Regime.LED: gettext_lazy("EU member states"),
    Regime.EUROPOL: gettext_lazy("Europol"),
    Regime.THIRD_COUNTRY: gettext_lazy("Third countries"),
}
AFTER = {
    DayState.PLANNED: DayState.OPEN,
    DayState.OPEN: DayState.CLOSED,
    DayState.CLOSED: DayState.PUBLISHED,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit that can be ticked, or why it cannot."""

    unit: Unit
    why_not: str
    ticked: bool
    started: bool
    fixed: bool


def regions(form: PlanForm, units: Sequence[Unit]) -> list[dict[str, Any]]:
    """Return the units to choose from, by region."""
    ticked, started = chosen(form, "units"), chosen(form, "initiators")
    there = set(form.initial.get("units", ())) if form.is_fixed else set()
    groups: dict[str, list[Choice]] = {regime: [] for regime in REGIONS}
    for unit in units:
        found = obstacle(unit)
        why_not = found.reason if found else ""
        flags = (unit.code in each for each in (ticked, started, there))
        groups.setdefault(unit.regime, []).append(Choice(unit, why_not, *flags))
    return [
        {"regime": regime, "name": REGIONS.get(Regime(regime), regime), "choices": choices}
        for regime, choices in groups.items()
        if choices
    ]


def chosen(form: PlanForm, name: str) -> set[str]:
    """Return what is ticked under a name, as posted or as saved."""
    return set(form[name].value() or ())


def parts_of(day: ActionDay) -> dict[str, Any]:
    """Return who is invited, and what each has answered."""
    kept = {each.platform_id: each for each in day.terms.all()}
    units = day.unit_parts.select_related("unit").order_by("unit__code")
    platforms = day.platform_parts.select_related("platform").order_by("platform__name")
    return {
        "unit_parts": [{"unit": part.unit, **answer_of(part)} for part in units],
        "platform_parts": [
            {"platform": part.platform, "terms": kept.get(part.platform_id), **answer_of(part)}
            for part in platforms
        ],
    }


def answer_of(part: Part) -> dict[str, Any]:
    """Return how a part stands, in a word."""
    if part.accepted_at:
        return {"answer": _("accepted"), "at": part.accepted_at, "now": True}
    if part.declined_at:
        return {"answer": _("declined"), "at": part.declined_at, "look": True}
    return {"answer": _("has not answered"), "at": None}


def lacks_of(day: ActionDay) -> list[dict[str, str]]:
    """Return what is missing before the day can open, each with where to mend it."""
    if day.state != DayState.PLANNED:
        return []
    return [{"words": each.words, "where": where(day, each)} for each in missing(day)]


def where(day: ActionDay, lack: Lack) -> str:
    """Return the address at which something missing is given."""
    if lack.what == "terms":
        return reverse("plan_terms", args=[day.slug, lack.of])
    page = reverse("plan", args=[day.slug])
    return f"{page}#{'p-platforms' if lack.what == 'platforms' else 'p-units'}"
