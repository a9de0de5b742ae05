"""Answer: a unit or platform accepts its invitation, or declines it."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.cases.models import ActionDay, PlatformPart, UnitPart
from actionday.cases.parts import facts
from actionday.cases.taxonomy import DayState
from actionday.stages import Done, Refused, member_of
from actionday.tenancy.acting import Actor, as_the_program
from actionday.tenancy.lawful import obstacles

from . import ENDED, amend, tell


@dataclass(frozen=True, slots=True)
class Prepared:
    """The answer of the actor's unit or platform."""

    day: str
    accept: bool


def prepare(day: str, accept: bool) -> Prepared:
    """Nothing is slow here."""
    return Prepared(day, accept)


def write(actor: Actor, prepared: Prepared) -> Done:
    """Save the answer; who accepts takes part from now on."""
    day, part = day_and_part(actor, prepared.day)
    check(day, part, prepared.accept)
    with as_the_program():  # whoever is invited knows little of the day yet
        before = facts(day)
    now = timezone.now()
    part.accepted_at, part.declined_at = (now, None) if prepared.accept else (None, now)
    part.answered_by_id = member_of(actor)
    part.save(update_fields=["accepted_at", "declined_at", "answered_by"])
    done = Done(answer={"slug": day.slug, "accepted": prepared.accept})
    word = "accepted" if prepared.accept else "declined"
    if isinstance(part, UnitPart):
        tell(done, day, f"unit.{word}", actor, unit=part.unit.code)
    else:
        tell(done, day, f"platform.{word}", actor, platform=part.platform.slug)
    with as_the_program():
        amend(done, day, before)
    return done


def day_and_part(actor: Actor, slug: str) -> tuple[ActionDay, UnitPart | PlatformPart]:
    """Return the day, locked, and the actor's part in it; uninvited, there is no such day."""
    with as_the_program():  # who is invited may not change the day, and so not lock it either
        day = ActionDay.objects.select_for_update(no_key=True).filter(slug=slug).first()
    part = part_of(actor, day) if day else None
    if day is None or part is None:
        raise Refused(404, _("There is no such invitation for you."))
    return day, part


def part_of(actor: Actor, day: ActionDay) -> UnitPart | PlatformPart | None:
    """Return the part in the day that the actor answers for."""
    if actor.unit is not None:
        return UnitPart.objects.select_related("unit").filter(day=day, unit=actor.unit).first()
    parts = PlatformPart.objects.select_related("platform")
    return parts.filter(day=day, platform=actor.platform).first()


def check(day: ActionDay, part: UnitPart | PlatformPart, accept: bool) -> None:
    """Refuse an answer that comes too late, takes a promise back, or would not be lawful."""
    if day.state in ENDED:
        raise Refused(409, _("The day is over: there is nothing to answer any more."))
    if part.accepted_at and not accept and day.state != DayState.PLANNED:
        raise Refused(
            409, _("You take part, and the day is open: ask its coordinator to pause your part.")
        )
    if accept and isinstance(part, UnitPart):
        found = obstacles(day.coordinator, [part.unit])
        if found:
            raise Refused(409, " ".join(each.reason for each in found))
