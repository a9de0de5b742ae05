"""Pause: the coordinator stops a unit, or the sending to a platform, and lets it go on."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.cases.models import ActionDay, Item, PlatformPart, UnitPart
from actionday.cases.taxonomy import Settlement
from actionday.tenancy.acting import Actor, as_the_program

from . import Done, Refused, member_of

PARTIES = ("unit", "platform")


@dataclass(frozen=True, slots=True)
class Pause:
    """Who is paused, and why; or, with `why` None, goes on."""

    day: str
    party: str
    name: str
    why: str | None


def prepare(day: str, party: str, name: str, why: str | None) -> Pause:
    """Check that a reason is given."""
    if why is not None and not why.strip():
        raise Refused(422, _("A pause needs a reason: the unit or platform is told it."))
    if why is not None and len(why) > 300:
        raise Refused(422, _("The reason of a pause has 300 characters at most."))
    return Pause(day, party, name, why and why.strip())


def write(actor: Actor, pause: Pause) -> Done:
    """Pause it or let it go on; the database allows that to the day's coordinator alone."""
    member_of(actor)
    day = ActionDay.objects.filter(slug=pause.day, coordinator=actor.unit).first()
    part = part_of(day, pause) if day else None
    if day is None or part is None:
        raise Refused(404, _("There is no such unit or platform on a day that you coordinate."))
    paused = pause.why is not None
    if paused == (part.paused_at is not None):
        raise Refused(409, _("It is paused already.") if paused else _("It is not paused."))
    part.paused_at = timezone.now() if paused else None
    part.paused_why = pause.why or ""
    part.save(update_fields=["paused_at", "paused_why"])
    done = Done(answer={pause.party: pause.name, "paused": paused})
    done.tell(
        day.log_id,
        f"{pause.party}.{'paused' if paused else 'resumed'}",
        day.subject,
        private={pause.party: pause.name, "why": part.paused_why, "member": actor.member},
    )
    if not paused:
        go_on(done, part)
    return done


def part_of(day: ActionDay, pause: Pause) -> UnitPart | PlatformPart | None:
    """Return the part that is paused, locked."""
    if pause.party == "unit":
        units = UnitPart.objects.select_for_update(of=["self"], no_key=True)
        return units.filter(day=day, unit__code=pause.name).first()
    platforms = PlatformPart.objects.select_for_update(of=["self"], no_key=True)
    return platforms.filter(day=day, platform__slug=pause.name).first()


def go_on(done: Done, part: UnitPart | PlatformPart) -> None:
    """Have sent what waited for this."""
    waits = Item.objects.filter(day=part.day_id, state=Settlement.REFERRED, seat="")
    if isinstance(part, UnitPart):
        waits = waits.filter(lead_unit=part.unit_id)
    else:
        waits = waits.filter(platform=part.platform_id)
    with as_the_program():
        for pk in waits.order_by("pk").values_list("pk", flat=True):
            done.move("ready", pk)
