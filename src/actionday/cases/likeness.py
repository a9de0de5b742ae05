"""What of an item is searched, and when what is found of another makes the two resemble."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from actionday.media.codes import codes_of
from actionday.media.footage import Footage, footage
from actionday.media.overlap import Pair, Segment, segments, shares
from actionday.media.thresholds import EVERYBODYS, MINIMUM_QUALITY

from .models import Fingerprint, Item

PICTURES = ("pdq", "vpdq")
PLAIN = "none"


@dataclass(frozen=True, slots=True)
class Likeness:
    """An item resembles another: the nearest pictures are `distance` bits apart.

    `share` of its pictures are found in the other, `other_share` of the other's in it; `segments`
    say where in time, if both are videos.
    """

    item: UUID
    type: str
    distance: int
    transform: str
    share: float = 1.0
    other_share: float = 1.0
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What is searched of an item: its usable fingerprints, one for each of its pictures."""

    item: UUID
    type: str
    footage: Footage
    prints: list[Fingerprint]

    def looks(self) -> Iterator[tuple[int, str, str]]:
        """Yield each picture's number with the name and value of each of its forms."""
        for number, each in enumerate(self.prints):
            yield number, PLAIN, each.value
            yield from ((number, form, value) for form, value in each.forms.items())


@dataclass(frozen=True, slots=True)
class Found:
    """Which pictures of ours, under one transform, are which of another item, and how near."""

    seen: Seen
    transform: str
    pairs: dict[Pair, int]


def seen_of(item: UUID, prints: list[Fingerprint]) -> Seen | None:
    """Return what is searched of an item; flat and low-quality prints would match anything."""
    good = sorted((each for each in prints if usable(each)), key=lambda each: each.time_s or 0)
    if not good:
        return None
    frames = footage(codes_of([each.value for each in good]), [each.time_s or 0.0 for each in good])
    return Seen(item, good[0].type, frames, [good[first] for first in frames.firsts])


def usable(fingerprint: Fingerprint) -> bool:
    """Say whether a fingerprint may be matched by likeness."""
    return fingerprint.type in PICTURES and (fingerprint.quality or 0) >= MINIMUM_QUALITY


def best_of(mine: Seen, found: list[Found]) -> dict[UUID, Likeness]:
    """Return the items that resemble ours, each under the transform that finds most of it."""
    ignored = everybodys(found)
    best: dict[UUID, tuple[Likeness, Found]] = {}
    for each in found:
        like = likeness(mine, each, ignored)
        kept = best.get(each.seen.item)
        if like and (kept is None or strength(like) > strength(kept[0])):
            best[each.seen.item] = like, each
    return {item: placed(like, mine, each, ignored) for item, (like, each) in best.items()}


def everybodys(found: list[Found]) -> set[int]:
    """Return our pictures that are found in videos of so many families that they tell nothing."""
    owners: dict[int, set[UUID]] = defaultdict(set)
    for each in found:
        if each.seen.footage.size > 1:
            for picture, _other in each.pairs:
                owners[picture].add(each.seen.item)
    many = {picture: items for picture, items in owners.items() if len(items) > EVERYBODYS}
    if not many:
        return set()
    known = Item.objects.filter(pk__in=set().union(*many.values()), family__isnull=False)
    families = dict(known.values_list("pk", "family"))
    return {
        picture
        for picture, items in many.items()
        if len({families[item] for item in items if item in families}) > EVERYBODYS
    }


def likeness(mine: Seen, found: Found, ignored: set[int]) -> Likeness | None:
    """Return how an item resembles ours under one transform, if it does so enough."""
    common = shares(found.pairs, mine.footage.size, found.seen.footage.size, ignored)
    if common is None:
        return None
    nearest = min(bits for (picture, _), bits in found.pairs.items() if picture not in ignored)
    return Likeness(
        found.seen.item, mine.type, nearest, found.transform, common.share, common.other_share
    )


def placed(like: Likeness, mine: Seen, found: Found, ignored: set[int]) -> Likeness:
    """Return the likeness of two videos with where in time it is."""
    if mine.type != "vpdq" or found.seen.type != "vpdq":
        return like
    pairs = [pair for pair in found.pairs if pair[0] not in ignored]
    return replace(like, segments=tuple(segments(mine.footage, found.seen.footage, pairs)))


def strength(like: Likeness) -> tuple[float, float, int]:
    """Return what makes one likeness better than another."""
    return max(like.share, like.other_share), min(like.share, like.other_share), -like.distance
