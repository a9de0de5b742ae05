"""Conflict: units want different things of one piece; somebody who did not find it settles it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.cases.held import held_of, held_until
from actionday.cases.models import Claim, Conflict, ConflictSide, Hold, Item, Sighting
from actionday.cases.taxonomy import Settlement, Wish
from actionday.tenancy.acting import Actor, as_the_program

from . import Done, Refused, member_of, unit_of

SETTLED_WITHIN = timedelta(hours=2)
"""A conflict is settled within this time; then the piece goes on by itself."""


@dataclass(frozen=True, slots=True)
class Object:
    """A unit says what it wants of a piece, against another."""

    item: UUID
    wants: str
    reason: str


@dataclass(frozen=True, slots=True)
class Settle:
    """Somebody who did not find the piece says what becomes of it."""

    conflict: int
    outcome: str
    reason: str


Asked = Object | Settle


def prepare(asked: Asked) -> Asked:
    """Check what is asked by itself."""
    wish = asked.wants if isinstance(asked, Object) else asked.outcome
    if wish not in Wish.values:
        known = ", ".join(Wish.values)
        raise Refused(422, _("Say what shall become of it: %(known)s.") % {"known": known})
    if not asked.reason.strip():
        raise Refused(422, _("A reason in words is missing: say why, in your own words."))
    return asked


def write(actor: Actor, asked: Asked) -> Done:
    """Do what is asked."""
    return take_side(actor, asked) if isinstance(asked, Object) else settle(actor, asked)


def take_side(actor: Actor, asked: Object) -> Done:
    """Save what the unit wants; the first who disagrees opens the conflict."""
    item = found_by(actor, asked.item)
    with as_the_program():
        conflict = Conflict.objects.filter(item=item, settled_at=None).first()
    done = Done()
    if conflict is None:
        check_differs(actor, item, asked.wants)
        conflict = opened(item)
        done.tell_apart(item.day, "conflict.opened", item.subject, conflict=conflict.pk)
        others(actor, item, conflict)
    ConflictSide.objects.update_or_create(
        conflict=conflict,
        unit_id=unit_of(actor),
        defaults={
            "member_id": member_of(actor),
            "wants": asked.wants,
            "reason": asked.reason.strip(),
        },
    )
    done.tell_apart(
        item.day, "side.taken", item.subject,
        conflict=conflict.pk, unit=actor.unit, wants=asked.wants, reason=asked.reason,
    )  # fmt: skip
    done.move("disputed", item.pk, after_s=int(SETTLED_WITHIN.total_seconds()) + 1)
    done.answer = {"conflict": conflict.pk, "due_at": conflict.due_at.isoformat()}
    return done


def found_by(actor: Actor, pk: UUID) -> Item:
    """Return the piece, locked, if the acting unit found it and it is not out yet."""
    known = Item.objects.select_for_update(no_key=True, of=["self"]).select_related("day")
    item = known.filter(pk=pk, merged_into=None).first()
    if item is None:
        raise Refused(404, _("There is no such piece."))
    if item.state in ("sent", "decided"):
        raise Refused(409, _("This piece is out already: it was sent to its platform."))
    if not Sighting.objects.filter(item=item, unit=unit_of(actor)).exists():
        raise Refused(403, _("Only a unit that found the piece can object: submit it first."))
    return item


def check_differs(actor: Actor, item: Item, wants: str) -> None:
    """Refuse an objection where nobody wants otherwise."""
    held = bool(held_of([item.pk]))
    if wants == Wish.HOLD:
        raise Refused(409, _("Nobody objects to a hold: place one, and it holds."))
    if wants == Wish.REFER and not held:
        raise Refused(409, _("Nobody holds this piece: it goes its way to its platform."))
    if Hold.objects.filter(item=item, unit=actor.unit, ended_at=None).exists():
        raise Refused(409, _("It is your own unit's hold: lift it."))
    with as_the_program():
        alone = not item.sightings.exclude(unit=actor.unit).exists()
    if not held and alone:
        raise Refused(409, _("No other unit found this piece: judge it, do not refer."))


def opened(item: Item) -> Conflict:
    """Open the conflict; it is due in two hours, or when the hold ends if that is earlier."""
    due = timezone.now() + SETTLED_WITHIN
    until = held_until(item.pk)
    with as_the_program():
        return Conflict.objects.create(
            item=item, day=item.day, due_at=min(due, until) if until else due
        )


def others(actor: Actor, item: Item, conflict: Conflict) -> None:
    """Save the sides of those who hold it, or of those who found it to have it referred."""
    with as_the_program():
        alike = Q(item=item) | Q(item__family__isnull=False, item__family=item.family_id)
        held = Hold.objects.filter(alike, ended_at=None, until__gt=timezone.now())
        sides = {
            hold.unit_id: side(conflict, hold, Wish.HOLD, hold.reason)
            for hold in held.exclude(unit=actor.unit).order_by("-pk")
        }
        for find in item.sightings.exclude(unit=actor.unit).exclude(member=None):
            why = find.note or _("It found the piece, to have it referred.")
            if not sides or item.lead_unit_id == find.unit_id:
                sides.setdefault(find.unit_id, side(conflict, find, Wish.REFER, why))
        ConflictSide.objects.bulk_create(sides.values())


def side(conflict: Conflict, of: Hold | Sighting, wants: Wish, reason: str) -> ConflictSide:
    """Return a unit's side as its hold or its find says it."""
    assert of.member_id is not None
    return ConflictSide(
        conflict=conflict, unit_id=of.unit_id, member_id=of.member_id, wants=wants, reason=reason
    )


def settle(actor: Actor, asked: Settle) -> Done:
    """Save the outcome, and do it."""
    conflict = to_settle(actor, asked.conflict)
    conflict.settled_at, conflict.settled_by_id = timezone.now(), member_of(actor)
    conflict.outcome, conflict.reason = asked.outcome, asked.reason.strip()
    conflict.save(update_fields=["settled_at", "settled_by", "outcome", "reason"])
    done = Done(answer={"conflict": conflict.pk, "outcome": conflict.outcome})
    done.tell_apart(
        conflict.day, "conflict.settled", conflict.item.subject,
        conflict=conflict.pk, member=actor.member, outcome=asked.outcome, reason=conflict.reason,
    )  # fmt: skip
    with as_the_program():
        follow(done, actor, conflict)
    return done


def to_settle(actor: Actor, pk: int) -> Conflict:
    """Return an open conflict, locked, that the actor may settle."""
    member_of(actor)
    conflict = Conflict.objects.select_related("item__day", "day").filter(pk=pk).first()
    if conflict is None:
        raise Refused(404, _("There is no such conflict."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT may_settle(%s)", [pk])
        if not cursor.fetchone()[0]:
            raise Refused(
                403, _("Your unit found this piece or takes a side: somebody else settles it.")
            )
    found = Conflict.objects.select_for_update(of=["self"]).filter(pk=pk, settled_at=None)
    if not found.exists():
        raise Refused(409, _("This conflict is settled already."))
    return conflict


def follow(done: Done, actor: Actor, conflict: Conflict) -> None:
    """Let the hold stand, or lift it and let the piece go on, or take the piece out."""
    item = Item.objects.select_for_update(no_key=True).get(pk=conflict.item_id)
    if conflict.outcome != Wish.HOLD:
        lift_all(done, actor, item)
    if conflict.outcome == Wish.LEAVE and item.state not in ("sent", "decided"):
        leave(done, item)
    alike = Q(family=item.family_id) if item.family_id else Q(pk=item.pk)
    copies = Item.objects.filter(alike)
    if not copies.exclude(seat="").exists():
        for pk in copies.filter(state=Settlement.REFERRED).values_list("pk", flat=True):
            done.move("ready", pk)


def lift_all(done: Done, actor: Actor, item: Item) -> None:
    """Lift every hold on the piece and its copies."""
    alike = Q(item=item) | Q(item__family__isnull=False, item__family=item.family_id)
    holds = Hold.objects.filter(alike, ended_at=None).select_related("item__day")
    for hold in holds:
        hold.ended_at, hold.lifted_by_id = timezone.now(), actor.member
        hold.save(update_fields=["ended_at", "lifted_by"])
        done.tell_apart(
            hold.item.day, "hold.lifted", hold.item.subject, hold=hold.pk, member=actor.member
        )


def leave(done: Done, item: Item) -> None:
    """Take the piece out of the queue: it is not referred. The log says so, not why."""
    Claim.objects.filter(item=item).delete()
    item.seat, item.state, item.settled_at = "", Settlement.NOT_REFERRED, timezone.now()
    item.ideology, item.ground, item.exemption = item.ideology or "none", [], ""
    item.save(update_fields=["seat", "state", "settled_at", "ideology", "ground", "exemption"])
    done.tell(
        item.day.log_id,
        "item.settled",
        item.subject,
        verdict=Settlement.NOT_REFERRED.value,
        exemption=None,
        ground=[],
        ideology=item.ideology,
        private={"deciding_seat": None},
    )
