"""Invite: units and platforms are asked to take part; with whom it is not lawful is not asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.cases.models import ActionDay, PlatformPart, UnitPart
from actionday.cases.parts import facts
from actionday.cases.taxonomy import DayState
from actionday.stages import Done, Refused
from actionday.tenancy.acting import Actor
from actionday.tenancy.lawful import obstacles
from actionday.tenancy.models import Platform, Unit

from . import ENDED, amend, tell

Party = TypeVar("Party", Unit, Platform)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Whom to invite, by code and short name."""

    day: str
    units: list[str]
    platforms: list[str]


def prepare(day: str, units: list[str], platforms: list[str]) -> Prepared:
    """Nothing is slow here."""
    return Prepared(day, units, platforms)


def write(actor: Actor, prepared: Prepared) -> Done:
    """Invite those who are not invited yet."""
    day = ActionDay.objects.select_for_update(no_key=True).get(slug=prepared.day)
    if day.state in ENDED:
        raise Refused(409, _("The day is over: nobody can be invited any more."))
    before = facts(day)
    done = Done()
    units = set_units(done, actor, day, prepared.units, exact=False)
    platforms = set_platforms(done, actor, day, prepared.platforms, exact=False)
    amend(done, day, before)
    done.answer = {"slug": day.slug, "invited": [*units, *platforms]}
    return done


def set_initiators(day: ActionDay, codes: list[str] | None) -> None:
    """Say who started the day; once it is open that stands."""
    if codes is None or set(codes) == set(day.initiators.values_list("code", flat=True)):
        return
    if day.state != DayState.PLANNED:
        raise Refused(409, _("initiators: this stands as it was when the day was opened."))
    day.initiators.set(named(Unit.objects.filter(code__in=codes), codes, "code"))


def set_units(
    done: Done, actor: Actor, day: ActionDay, codes: list[str] | None, exact: bool
) -> list[str]:
    """Invite these units (with `exact`, no others); return the codes of those invited now."""
    if codes is None:
        return []
    wanted = named(Unit.objects.filter(code__in=codes), codes, "code")
    check_lawful(day, wanted)
    if exact:
        day.unit_parts.exclude(unit__in=wanted).delete()
    there = set(day.unit_parts.values_list("unit", flat=True))
    fresh = [unit for unit in wanted if unit.pk not in there]
    UnitPart.objects.bulk_create(
        UnitPart(day=day, unit=unit, **accepted_by(actor, unit.pk == day.coordinator_id))
        for unit in fresh
    )
    for unit in fresh:
        tell(done, day, "unit.invited", actor, unit=unit.code)
    return [unit.code for unit in fresh]


def set_platforms(
    done: Done, actor: Actor, day: ActionDay, slugs: list[str] | None, exact: bool
) -> list[str]:
    """Invite these platforms (with `exact`, no others); return the slugs of those invited now."""
    if slugs is None:
        return []
    wanted = named(Platform.objects.filter(slug__in=slugs), slugs, "slug")
    if exact:
        day.platform_parts.exclude(platform__in=wanted).delete()
        day.terms.exclude(platform__in=wanted).delete()
    there = set(day.platform_parts.values_list("platform", flat=True))
    fresh = [platform for platform in wanted if platform.pk not in there]
    PlatformPart.objects.bulk_create(PlatformPart(day=day, platform=each) for each in fresh)
    for platform in fresh:
        tell(done, day, "platform.invited", actor, platform=platform.slug)
    return [platform.slug for platform in fresh]


def accepted_by(actor: Actor, accepts: bool) -> dict[str, object]:
    """Return an answer given at once: who coordinates need not ask themselves."""
    return {"accepted_at": timezone.now(), "answered_by_id": actor.member} if accepts else {}


def check_lawful(day: ActionDay, units: list[Unit]) -> None:
    """Refuse to share with whom it is not lawful, naming each and why."""
    found = obstacles(day.coordinator, units)
    if found:
        raise Refused(409, " ".join(each.reason for each in found))


def named(found: Iterable[Party], names: list[str], key: str) -> list[Party]:
    """Return the parties with these names; refuse a name that nobody has."""
    known = {getattr(each, key): each for each in found}
    missing = sorted(set(names) - known.keys())
    if missing:
        raise Refused(
            422,
            _("%(names)s: the directory knows nobody of that name.")
            % {"names": ", ".join(missing)},
        )
    return [known[name] for name in sorted(known)]
