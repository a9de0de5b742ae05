"""Plan: a day is opened, closed and published; each move is an entry.

After closing nothing can be submitted. What was submitted goes its way: it is captured, judged,
sent and answered, and the report grows until all of it is settled.
"""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.cases.flight import confirm_first
from actionday.cases.models import ActionDay, AvailabilityCheck, Item
from actionday.cases.parts import facts
from actionday.cases.readiness import missing
from actionday.cases.taxonomy import GONE, DayState
from actionday.tenancy.acting import Actor, as_the_program

from . import Done, Refused

FROM = {
    DayState.OPEN: DayState.PLANNED,
    DayState.CLOSED: DayState.OPEN,
    DayState.PUBLISHED: DayState.CLOSED,
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A day, the state that it shall have, and whether the caller knows what is left undone."""

    day: str
    to: DayState
    confirmed: bool


def prepare(day: str, to: DayState, confirmed: bool = False) -> Prepared:
    """Nothing is slow here."""
    return Prepared(day, to, confirmed)


def write(actor: Actor, prepared: Prepared) -> Done:
    """Move the day on."""
    day = ActionDay.objects.select_for_update(no_key=True).get(slug=prepared.day)
    if day.state != FROM[prepared.to]:
        raise Refused(
            409,
            _("The day is %(state)s; it cannot become %(to)s.")
            % {"state": day.get_state_display(), "to": prepared.to.label},
        )
    done = Done(answer={"slug": day.slug, "state": prepared.to.value})
    MOVES[prepared.to](done, day, actor, prepared.confirmed)
    day.state = prepared.to
    day.save(update_fields=["state", "opened_at", "closed_at", "published_at"])
    return done


def open_day(done: Done, day: ActionDay, actor: Actor, confirmed: bool) -> None:
    """Let finds come in; refuse, with all reasons, where something is missing."""
    lacks = missing(day)
    if lacks:
        raise Refused(409, " ".join(each.words for each in lacks))
    day.opened_at = timezone.now()
    private = {"member": actor.member}
    done.tell(day.log_id, "day.opened", day.subject, day=facts(day), private=private)


def close_day(done: Done, day: ActionDay, actor: Actor, confirmed: bool) -> None:
    """Let no more finds come in, and look once more at what was sent."""
    check_flight(day, confirmed, publishing=False)
    day.closed_at = timezone.now()
    done.tell(day.log_id, "day.closed", day.subject, private={"member": actor.member})
    with as_the_program():
        look_again(done, day)


def publish_day(done: Done, day: ActionDay, actor: Actor, confirmed: bool) -> None:
    """Say that the day's report may be published."""
    check_flight(day, confirmed, publishing=True)
    day.published_at = timezone.now()
    done.tell(day.log_id, "day.published", day.subject, private={"member": actor.member})


MOVES = {
    DayState.OPEN: open_day,
    DayState.CLOSED: close_day,
    DayState.PUBLISHED: publish_day,
}


def check_flight(day: ActionDay, confirmed: bool, publishing: bool) -> None:
    """Refuse while pieces are on their way, unless that is meant."""
    with as_the_program():
        why = "" if confirmed else confirm_first(day, publishing)
    if why:
        raise Refused(409, why)


def look_again(done: Done, day: ActionDay) -> None:
    """Have every address looked at that was sent and was not gone at the last look."""
    last = AvailabilityCheck.objects.filter(item=OuterRef("pk")).order_by("-pk")
    there = (
        Item.objects.filter(day=day, state__in=("sent", "decided"))
        .annotate(seen=Subquery(last.values("observation")[:1]))
        .filter(Q(seen=None) | ~Q(seen__in=GONE))
    )
    for item in there.order_by("pk").values_list("pk", flat=True):
        done.move("closing", item)
