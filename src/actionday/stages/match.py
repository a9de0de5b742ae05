"""Match: is it known on this day? Copies become a family; a match only groups, it never refers."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from actionday.cases.kinship import lock_families, standing, together
from actionday.cases.known import known_of
from actionday.cases.likeness import Likeness
from actionday.cases.models import Family, Item, Resemblance
from actionday.tenancy.acting import Actor

from . import Done


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
    lock_families(prepared.day)
    item = (
        Item.objects.select_for_update(no_key=True, of=["self"])
        .select_related("day")
        .get(pk=prepared.item)
    )
    if item.state != "fingerprinted":
        return None
    done = Done()
    keep_reasons(item, prepared.likenesses)
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


def keep_reasons(item: Item, likenesses: list[Likeness]) -> None:
    """Save why the item is held to be a copy; what its media of before was like is forgotten."""
    if item.family_id is not None:
        Resemblance.objects.filter(Q(item=item) | Q(other=item)).delete()
    Resemblance.objects.bulk_create(
        Resemblance(
            item=item,
            other_id=like.item,
            type=like.type,
            distance=like.distance,
            transform=like.transform,
            share=like.share,
            other_share=like.other_share,
            segments=[each.to_json() for each in like.segments],
        )
        for like in likenesses
    )


def family_of(item: Item, likenesses: list[Likeness], done: Done) -> Family:
    """Return the one family of the item and all that it resembles; the oldest name stays.

    Where a person has said that two of these are not the same, it is the family of the piece that
    is nearest; where a person has put the item, it stays.
    """
    families = together(item, [*placed(item), *alike(likenesses)])
    if not families:
        return Family.objects.create(day=item.day)
    kept, *joined = sorted(families, key=lambda family: family.pk)
    for family in joined:
        Item.objects.filter(family=family).update(family=kept)
        family.merged_into = kept
        family.save(update_fields=["merged_into"])
        done.tell(item.day.log_id, "family.merged", family.subject, into=kept.subject)
    return kept


def placed(item: Item) -> list[Family]:
    """Return the family in which a person has put the item, if one has."""
    if item.family is None or standing(item.pk) is None:
        return []
    return [item.family]


def alike(likenesses: list[Likeness]) -> list[Family]:
    """Return the families of what the item resembles, that of the nearest first."""
    if not likenesses:
        return []
    others = Item.objects.filter(pk__in=[like.item for like in likenesses], family__isnull=False)
    of = {each.pk: each.family for each in others.select_related("family")}
    found = [of[like.item] for like in likenesses if like.item in of]
    return list({each.pk: each for each in found if each is not None}.values())
