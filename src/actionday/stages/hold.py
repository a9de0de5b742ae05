"""Hold: an ongoing investigation must not be burnt, so a piece and its copies are left alone.

A hold stops assessment and sending until it is lifted or its time is up; then all goes on by
itself.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.cases.held import held_of
from actionday.cases.models import Claim, Conflict, Hold, Item, Sighting
from actionday.cases.taxonomy import DayState, Settlement, Wish
from actionday.tenancy.acting import Actor, as_the_program

from . import Done, Refused, member_of, unit_of

LONGEST = timedelta(days=30)
"""No hold ends later than this; it can be extended, again with an end."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit asks that a piece be left alone."""

    item: UUID
    until: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Extend:
    """A unit gives its hold another end."""

    item: UUID
    hold: int
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Lift:
    """A unit ends its hold."""

    item: UUID
    hold: int


@dataclass(frozen=True, slots=True)
class Lapse:
    """The program notes that holds have ended by themselves."""


Asked = Place | Extend | Lift | Lapse


def prepare(asked: Asked) -> Asked:
    """Check what is asked by itself."""
    if isinstance(asked, Place) and not asked.reason.strip():
        raise Refused(422, _("A hold needs a reason: only your unit and the coordinator see it."))
    if isinstance(asked, Place | Extend):
        check_end(asked.until)
    return asked


def check_end(until: datetime | None) -> None:
    """Refuse a hold without an end, or with one that is none."""
    now = timezone.now()
    if until is None:
        raise Refused(422, _("A hold needs an end: say until when."))
    if until <= now:
        raise Refused(422, _("A hold cannot end in the past: say until when."))
    if until > now + LONGEST:
        raise Refused(
            422, _("A hold lasts 30 days at most; it can be extended before it ends. Say when.")
        )


def write(actor: Actor, asked: Asked) -> Done | None:
    """Do what is asked."""
    if isinstance(asked, Place):
        return place(actor, asked)
    if isinstance(asked, Lapse):
        return lapse()
    hold = own(actor, asked.item, asked.hold)
    return extend(hold, asked) if isinstance(asked, Extend) else lift(actor, hold)


def place(actor: Actor, asked: Place) -> Done:
    """Save a hold; whoever is judging the piece or a copy loses the lease."""
    assert asked.until is not None
    item = lock(asked.item)
    check_place(actor, item)
    done = Done()
    end_past(done, Hold.objects.filter(item=item, unit=actor.unit))
    if Hold.objects.filter(item=item, unit=actor.unit, ended_at=None).exists():
        raise Refused(409, _("Your unit holds this piece already: extend that hold or lift it."))
    hold = Hold.objects.create(
        item=item,
        unit_id=unit_of(actor),
        member_id=member_of(actor),
        reason=asked.reason.strip(),
        until=asked.until,
    )
    with as_the_program():
        Claim.objects.filter(item__in=copies_of(item)).delete()
    told(done, hold, "hold.placed", member=actor.member, reason=hold.reason, until=end_of(hold))
    return ending(done, hold)


def check_place(actor: Actor, item: Item) -> None:
    """Refuse a hold by who has not found the piece, or of one that is out already."""
    if item.day.state != DayState.OPEN:
        raise Refused(409, _("This day is not open: nothing can be held on it now."))
    if item.state in ("sent", "decided"):
        raise Refused(409, _("This piece is out already: it was sent to its platform."))
    if not Sighting.objects.filter(item=item, unit=unit_of(actor)).exists():
        raise Refused(403, _("Only a unit that found the piece can hold it: submit it first."))


def lock(pk: UUID) -> Item:
    """Lock the piece and its copies, so that no claim or sending overtakes the hold."""
    item = Item.objects.select_related("day").filter(pk=pk, merged_into=None).first()
    if item is None:
        raise Refused(404, _("There is no such piece."))
    with as_the_program():
        list(copies_of(item).select_for_update(no_key=True).order_by("pk").values_list("pk"))
    item.refresh_from_db(fields=["state"])
    return item


def copies_of(item: Item) -> QuerySet[Item]:
    """Return the piece and the others of its family."""
    alike = Q(family=item.family_id) if item.family_id else Q(pk=item.pk)
    return Item.objects.filter(alike | Q(pk=item.pk))


def own(actor: Actor, item: UUID, hold: int) -> Hold:
    """Return the acting unit's hold, locked; another's is not there for it."""
    member_of(actor)
    found = Hold.objects.select_related("item__day").filter(pk=hold, item=item, unit=actor.unit)
    mine = found.select_for_update(of=["self"]).first()
    if mine is None:
        raise Refused(404, _("Your unit has no such hold."))
    if mine.ended_at is not None or mine.until <= timezone.now():
        raise Refused(409, _("This hold has ended."))
    return mine


def extend(hold: Hold, asked: Extend) -> Done:
    """Give the hold another end."""
    assert asked.until is not None
    hold.until = asked.until
    hold.save(update_fields=["until"])
    done = Done()
    told(done, hold, "hold.extended", until=end_of(hold))
    return ending(done, hold)


def ending(done: Done, hold: Hold) -> Done:
    """Have its end looked after when it comes, and answer with the hold."""
    left = (hold.until - timezone.now()).total_seconds()
    done.move("held", hold.item_id, after_s=int(left) + 1)
    done.answer = {"hold": hold.pk, "item": str(hold.item_id), "until": end_of(hold)}
    return done


def lift(actor: Actor, hold: Hold) -> Done:
    """End the hold now; what it stopped goes on."""
    hold.ended_at, hold.lifted_by_id = timezone.now(), actor.member
    hold.save(update_fields=["ended_at", "lifted_by"])
    done = Done(answer={"hold": hold.pk, "item": str(hold.item_id), "until": None})
    told(done, hold, "hold.lifted", member=actor.member)
    go_on(done, hold.item)
    return done


def lapse() -> Done | None:
    """Note the end of every hold whose time is up; what it stopped goes on."""
    done = Done()
    for hold in end_past(done, Hold.objects.all()):
        go_on(done, hold.item)
    return done if done.moves or done.events else None


def end_past(done: Done, holds: QuerySet[Hold]) -> list[Hold]:
    """Note the end of those of the holds whose time is up."""
    past = holds.filter(ended_at=None, until__lte=timezone.now()).select_related("item__day")
    ended = list(past.select_for_update(of=["self"], skip_locked=True).order_by("pk"))
    for hold in ended:
        hold.ended_at = hold.until
        hold.save(update_fields=["ended_at"])
        told(done, hold, "hold.lapsed")
    return ended


def go_on(done: Done, item: Item) -> None:
    """Have what was settled meanwhile sent; what wants a view is in the queue by itself.

    Copies that still want a view keep the others waiting, as ever.
    """
    with as_the_program():
        close_conflicts(done, item)
        copies = copies_of(item)
        if copies.exclude(seat="").exists():
            return
        ready = list(copies.filter(state=Settlement.REFERRED).values_list("pk", flat=True))
        still = held_of(ready)
    for pk in ready:
        if pk not in still:
            done.move("ready", pk)


def close_conflicts(done: Done, item: Item) -> None:
    """Settle the conflicts that the end of the hold settles: nobody wants otherwise any more."""
    open_ = Conflict.objects.filter(item__in=copies_of(item), settled_at=None)
    over = open_.exclude(sides__wants=Wish.LEAVE).select_related("item__day")
    held = held_of(list(over.values_list("item", flat=True)))
    for conflict in over.exclude(item__in=held):
        conflict.settled_at, conflict.outcome = timezone.now(), Wish.REFER
        conflict.reason = _("The hold has ended.")
        conflict.save(update_fields=["settled_at", "outcome", "reason"])
        done.tell_apart(
            item.day, "conflict.settled", conflict.item.subject,
            conflict=conflict.pk, outcome=conflict.outcome, reason=conflict.reason,
        )  # fmt: skip


def told(done: Done, hold: Hold, event: str, **more: object) -> None:
    """Add an entry to the restricted log."""
    done.tell_apart(
        hold.item.day, event, hold.item.subject, hold=hold.pk, unit=hold.unit_id, **more
    )


def end_of(hold: Hold) -> str:
    """Return the hold's end as text."""
    return hold.until.astimezone(UTC).isoformat()
