"""Match: is it known on this day? Copies become a family; a match only groups, it never refers."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from actionday.cases.known import Likeness, known_of
from actionday.cases.models import Family, Item, Resemblance
from actionday.tenancy.acting import Actor

from . import Done

LOCK = 0x46414D  # "FAM": the class of the advisory locks of families, one a day


@dataclass(slots=True)
class Prepared:
    """The items of the day that one item resembles."""

    item: UUID
    day: int
    likenesses: list[Likeness] = field(default_factory=list)


def prepare(item: UUID) -> Prepared | None:
    """Search the day's fingerprints.

    Of two copies that are matched at once, the one that searches later finds the other: an item's
    fingerprints are committed before its search begins.
    """
    row = Item.objects.filter(pk=item, state="fingerprinted").first()
    if row is None:
        return None
    return Prepared(item, row.day_id, known_of(row.day_id).likenesses(row))


def write(actor: Actor, prepared: Prepared) -> Done | None:
    """Put the item into its family, joining families that it links; then it wants a first view."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, prepared.day])
    item = (
        Item.objects.select_for_update(no_key=True, of=["self"])
        .select_related("day")
        .get(pk=prepared.item)
    )
    if item.state != "fingerprinted":
        return None
    done = Done()
    Resemblance.objects.bulk_create(
        Resemblance(
            item=item,
            other_id=like.item,
            type=like.type,
            distance=like.distance,
            transform=like.transform,
            share=like.share,
        )
        for like in prepared.likenesses
    )
    item.family = family_of(item, prepared.likenesses, done)
    item.state, item.seat = "matched", "first"
    item.save(update_fields=["family", "state", "seat"])
    done.tell(
        item.day.log_id,
        "item.matched",
        item.subject,
        family=item.family.subject,
        private={
            "resembles": [
                {"item": str(like.item), "distance": like.distance, "transform": like.transform}
                for like in prepared.likenesses
            ]
        },
    )
    done.move("matched", item.id)
    return done


def family_of(item: Item, likenesses: list[Likeness], done: Done) -> Family:
    """Return the one family of the item and all that it resembles; the oldest name stays."""
    if not likenesses:
        return Family.objects.create(day=item.day)
    others = Item.objects.filter(pk__in=[like.item for like in likenesses], family__isnull=False)
    families = sorted(
        Family.objects.filter(pk__in=others.values("family")), key=lambda family: family.pk
    )
    if not families:
        return Family.objects.create(day=item.day)
    kept, *joined = families
    for family in joined:
        Item.objects.filter(family=family).update(family=kept)
        family.merged_into = kept
        family.save(update_fields=["merged_into"])
        done.tell(item.day.log_id, "family.merged", family.subject, into=kept.subject)
    return kept
