"""Which families belong together, and what people have said of that; changed by one at a time."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet

from .models import Apart, Family, Item, Regrouping
from .taxonomy import Settlement

LOCK = 0x46414D  # "FAM": the class of the advisory locks of families, one a day


def lock_families(day: int) -> None:
    """Let only one at a time change who belongs to which family of a day, until it commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, day])


def now_of(family: Family) -> Family:
    """Return what a family has become."""
    while family.merged_into is not None:
        family = family.merged_into
    return family


def standing(item: UUID) -> Regrouping | None:
    """Return what a person has last said of a piece's family, unless it was undone."""
    said = Regrouping.objects.filter(item=item, undone_at=None)
    return said.select_related("item", "left", "into").order_by("-pk").first()


def marks_between(item: UUID, others: QuerySet[Item] | Collection[UUID]) -> QuerySet[Apart]:
    """Return the marks, in force, that a piece is not the same as one of the others."""
    either = Q(item=item, other__in=others) | Q(other=item, item__in=others)
    return Apart.objects.filter(either, ended_in=None)


def together(item: Item, families: Sequence[Family]) -> list[Family]:
    """Return those of the families that the item may belong to at once; the earlier ones first.

    Left out is a family with a piece that a person has said to be another than the item, or than a
    piece of a family that is kept.
    """
    strangers = strangers_among(item, families) if families else []
    kept: list[Family] = []
    for family in families:
        known = {None, *(each.pk for each in kept)}
        if not any({family.pk, other} in strangers for other in known):
            kept.append(family)
    return kept


def strangers_among(item: Item, families: Sequence[Family]) -> list[set[int | None]]:
    """Return the pairs of families that are to stay apart; None stands for the item itself."""
    here = Q(item=item.pk) | Q(item__family__in=families)
    there = Q(other=item.pk) | Q(other__family__in=families)
    marks = Apart.objects.filter(here, there, day=item.day_id, ended_in=None)
    rows = marks.values_list("item", F("item__family"), "other", F("other__family"))
    return [
        {None if one == item.pk else of_one, None if other == item.pk else of_other}
        for one, of_one, other, of_other in rows
    ]


def ready_of(family: int) -> list[UUID]:
    """Return what of a family waits to be sent, once none of it wants a view any more."""
    copies = Item.objects.filter(family=family)
    if copies.exclude(seat="").exists():
        return []
    return list(copies.filter(state=Settlement.REFERRED).values_list("pk", flat=True))
