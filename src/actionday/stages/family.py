"""Family: a person takes a piece out of its family, puts it to another, or undoes that.

What was settled stays settled and what was sent stays sent; what waited for a copy that is one no
more goes on by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.cases.held import held_of
from actionday.cases.kinship import lock_families, marks_between, now_of, ready_of, standing
from actionday.cases.models import Apart, Conflict, Family, Item, Regrouping
from actionday.cases.taxonomy import Change, DayState
from actionday.tenancy.acting import Actor, as_the_program

from . import Done, Refused, member_of, unit_of


@dataclass(frozen=True, slots=True)
class Leave:
    """It is not the same as the others of its family."""

    item: UUID
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Join:
    """It is the same as another piece, whatever the fingerprints say."""

    item: UUID
    other: UUID
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Undo:
    """What was last said of its family is taken back."""

    item: UUID


Asked = Leave | Join | Undo


def prepare(asked: Asked) -> Asked:
    """Check what is asked by itself."""
    if isinstance(asked, Join) and asked.item == asked.other:
        raise Refused(422, _("Name another piece: this one cannot be put to itself."))
    return asked


def write(actor: Actor, asked: Asked) -> Done:
    """Do what is asked; families of a day are changed by one at a time."""
    member_of(actor)
    item = piece(asked.item)
    other = piece(asked.other, item.day_id) if isinstance(asked, Join) else None
    check_who(item, other)
    lock_families(item.day_id)
    for each in (item, other):
        if each is not None:
            each.refresh_from_db(fields=["family"])
    if isinstance(asked, Undo):
        return undo(actor, item)
    into = family_of(other) if other else Family(day=item.day)
    return regroup(actor, item, into, asked)


def piece(pk: UUID, day: int | None = None) -> Item:
    """Return a piece that the actor may see, with its day."""
    found = Item.objects.select_related("day").filter(pk=pk, merged_into=None).first()
    if found is None or day not in (None, found.day_id):
        raise Refused(404, _("There is no such piece on this day."))
    return found


def check_who(item: Item, other: Item | None) -> None:
    """Refuse who has found none of the pieces."""
    if may_regroup(item.pk) or (other is not None and may_regroup(other.pk)):
        return
    raise Refused(
        403,
        _(
            "Families are changed by investigators and leads of the units that found the piece "
            "or a copy of it, and by the coordinator."
        ),
    )


def may_regroup(item: UUID) -> bool:
    """Say whether the actor may say which family a piece belongs to (`cases/families.sql`)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT may_regroup(%s)", [item])
        return bool(cursor.fetchone()[0])


def family_of(item: Item) -> Family:
    """Return the family of a piece that has been matched."""
    if item.family is None:
        raise Refused(409, _("It has not been compared with the other pieces yet."))
    return item.family


def regroup(actor: Actor, item: Item, into: Family, asked: Leave | Join) -> Done:
    """Move the piece, and remember that it is not the same as those that it leaves."""
    left = family_of(item)
    if into == left:
        raise Refused(409, _("They are of one family already."))
    with as_the_program():
        check_free(item, [left, into])
        stays = list(left.items.exclude(pk=item.pk).values_list("pk", flat=True))
        if not stays and isinstance(asked, Leave):
            raise Refused(409, _("It has no copies: it is alone in its family."))
        if into.pk is None:
            into.save()
        said = Regrouping.objects.create(
            item=item,
            day=item.day,
            change=Change.LEAVE if isinstance(asked, Leave) else Change.JOIN,
            left=left,
            into=into,
            unit_id=unit_of(actor),
            member_id=member_of(actor),
            reason=asked.reason.strip(),
        )
        marks_between(item.pk, into.items.all()).update(ended_in=said)
        Apart.objects.bulk_create(
            Apart(item=item, other_id=other, day=item.day, said_in=said) for other in stays
        )
        return moved(said, item, into, left, undone=False)


def undo(actor: Actor, item: Item) -> Done:
    """Take the last change back: the piece returns to what its family has become."""
    with as_the_program():
        said = standing(item.pk)
        if said is None:
            raise Refused(409, _("There is nothing to undo: nobody has changed its family."))
        left, into = family_of(item), now_of(said.left)
        check_free(item, [left, into])
        said.parted.all().delete()
        said.rejoined.update(ended_in=None)
        if marks_between(item.pk, into.items.all()).exists():
            raise Refused(409, _("Somebody has said since that it is not the same as these."))
        said.undone_at, said.undone_by_id = timezone.now(), member_of(actor)
        said.save(update_fields=["undone_at", "undone_by"])
        return moved(said, item, into, left, undone=True)


def check_free(item: Item, families: Iterable[Family]) -> None:
    """Refuse where the day is over, or where the change would free a piece from a hold.

    Locks the pieces of both families first, so that nobody settles or holds one meanwhile.
    """
    if item.day.state not in (DayState.OPEN, DayState.CLOSED):
        raise Refused(409, _("Families are changed while the day is open or closed, not later."))
    known = Item.objects.filter(family__in=[each for each in families if each.pk])
    pieces = list(known.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    if held_of(pieces) or Conflict.objects.filter(item__in=pieces, settled_at=None).exists():
        raise Refused(
            409,
            _("The piece or a copy of it is held or disputed: the families stay until that ends."),
        )


def moved(said: Regrouping, item: Item, into: Family, left: Family, *, undone: bool) -> Done:
    """Write the piece's new family, tell of it, and let go on what waited in both."""
    Item.objects.filter(pk=item.pk).update(family=into)
    alone = into.items.count() == 1
    done = Done(answer={"item": str(item.pk), "family": into.subject, "undone": undone})
    done.answer["size"] = into.items.count()
    done.tell(
        item.day.log_id,
        "family.split" if alone else "family.joined",
        item.subject,
        family=into.subject,
        private={
            "unit": said.unit_id,
            "member": said.undone_by_id if undone else said.member_id,
            "from": left.subject,
            "undone": undone,
            "reason": said.reason,
        },
    )
    for family in (left, into):
        for ready in ready_of(family.pk):
            done.move("ready", ready, after_s=item.day.dispatch_after_s)
    return done
