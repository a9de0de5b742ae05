"""What a piece resembles and why, the copies in its family, and what was said of that."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from actionday.cases.kinship import marks_between, standing
from actionday.cases.models import Capture, Fingerprint, Item, Regrouping, Resemblance
from actionday.cases.taxonomy import Change, DayState
from actionday.media.thresholds import MINIMUM_QUALITY
from actionday.stages.family import may_regroup
from actionday.tenancy.acting import as_the_program
from actionday.tenancy.models import Member

from .access import coordinates
from .pictures import thumbnail

RELATIVES_SHOWN, PARTS_SHOWN, ELSEWHERE_SHOWN = 18, 3, 5
NEAR_S = 1.5
"""Copies that begin so near to each other's beginning begin together."""


@dataclass(frozen=True, slots=True)
class Part:
    """From `start` to `end` this is what the other is from `there` to `there_end`, in seconds."""

    start: float
    end: float
    there: float
    there_end: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why another piece is held to be a copy of this one, as seen from this one."""

    type: str
    distance: int
    transform: str
    share: float
    other_share: float
    parts: list[Part]
    more_parts: int

    @property
    def partly(self) -> bool:
        """Say whether something of either is not in the other."""
        return min(self.share, self.other_share) < 1


def reason(pair: Resemblance, item: Item) -> Reason:
    """Return why a pair resembles, seen from one of the two."""
    mine = pair.item_id == item.pk
    shares = (pair.share, pair.other_share) if mine else (pair.other_share, pair.share)
    parts = sorted((part_of(each, mine) for each in pair.segments), key=lambda each: each.start)
    if min(shares) >= 1 and len(parts) == 1 and parts[0].start < NEAR_S > parts[0].there:
        parts = []  # the whole is the whole
    return Reason(
        pair.type, pair.distance, pair.transform, *shares,
        parts=parts[:PARTS_SHOWN], more_parts=max(0, len(parts) - PARTS_SHOWN),
    )  # fmt: skip


def part_of(segment: dict[str, float], mine: bool) -> Part:
    """Return a segment, seen from the item that was matched or from the other."""
    here = segment["start_s"], segment["end_s"]
    there = segment["other_start_s"], segment["other_end_s"]
    return Part(*here, *there) if mine else Part(*there, *here)


def likeness(item: Item) -> dict[str, Any]:
    """Return what the piece resembles, and the members of its family, with their pictures."""
    pairs = Resemblance.objects.filter(Q(item=item) | Q(other=item))
    pairs = pairs.select_related("item", "other").order_by("distance", "-share", "pk")
    near = {pair.other_id if pair.item_id == item.pk else pair.item_id: pair for pair in pairs}
    relatives = Item.objects.filter(family=item.family_id, merged_into=None).exclude(pk=item.pk)
    count = relatives.count() if item.family_id else 0
    members = list(relatives.order_by("submitted_at")[:RELATIVES_SHOWN]) if count else []
    others = [pair.other if pair.item_id == item.pk else pair.item for pair in near.values()]
    pictures = thumbnails([*members, *others])
    why = {pk: reason(pair, item) for pk, pair in near.items()}
    by_hand = put_by_hand([item, *members])
    strangers = said_apart(item, near)
    return {
        "matches": [
            {
                "item": other,
                "pair": why[other.pk],
                "picture": pictures.get(other.pk, ""),
                "outside": other.family_id not in (None, item.family_id),
                "said_apart": other.pk in strangers,
            }
            for other in others
        ][:RELATIVES_SHOWN],
        "relatives": [
            {
                "item": each,
                "picture": pictures.get(each.pk, ""),
                "pair": why.get(each.pk),
                "by_hand": bool(by_hand & {item.pk, each.pk}),
            }
            for each in members
        ],
        "family_size": count + 1,
        "more_relatives": max(0, count - RELATIVES_SHOWN),
    }


def thumbnails(items: list[Item]) -> dict[UUID, str]:
    """Return the addresses of the pieces' small pictures."""
    captures = Capture.objects.filter(item__in=items).values_list("item", "derivatives")
    return {pk: thumbnail(pk, derivatives) for pk, derivatives in captures}


def put_by_hand(items: list[Item]) -> set[UUID]:
    """Return those of the pieces that a person has put to their family; by whom is not said."""
    with as_the_program():
        said = Regrouping.objects.filter(item__in=items, change=Change.JOIN, undone_at=None)
        return set(said.values_list("item", flat=True))


def said_apart(item: Item, others: Iterable[UUID]) -> set[UUID]:
    """Return those of the others of which a person has said that they are not this piece."""
    marks = marks_between(item.pk, list(others)).values_list("item", "other")
    return {pk for mark in marks for pk in mark} - {item.pk}


def grouping(item: Item, member: Member) -> dict[str, Any]:
    """Return what a person has last said of the piece's family, and whether the member may."""
    with as_the_program():
        said = standing(item.pk)
        unit = said.unit.code if said else ""
    known = said is not None and (said.unit_id == member.unit_id or coordinates(member, item.day))
    return {
        "may_regroup": item.family_id is not None
        and item.day.state in (DayState.OPEN, DayState.CLOSED)
        and may_regroup(item.pk),
        "said": said,
        "said_by": unit if known else "",
        "said_why": said.reason if said and known else "",
    }


def elsewhere(item: Item) -> list[Item]:
    """Return the same file, text or picture on other days that the member's unit takes part in.

    Which days these are the database decides: a fingerprint of another day is not there for others.
    """
    prints = item.fingerprints.filter(
        Q(type="sha256") | Q(type="pdq", quality__gte=MINIMUM_QUALITY)
    )
    same = Q(pk__in=())
    for kind, value in prints.values_list("type", "value"):
        same |= Q(type=kind, value=value)
    found = Fingerprint.objects.filter(same).exclude(item__day=item.day_id)
    known = Item.objects.filter(pk__in=found.values("item"), merged_into=None)
    return list(known.select_related("day").order_by("-submitted_at")[:ELSEWHERE_SHOWN])
