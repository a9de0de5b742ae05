"""What is known on a day: its fingerprints in memory, kept up to date from the ledger.

The log is the feed: entries become visible in the order of their index without a gap, so reading
on from the last index can miss nothing (ids of rows could: they are given before the commit).
"""

import threading
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from actionday.ledger.models import Entry
from actionday.media.codelist import CodeList
from actionday.media.codes import codes_of
from actionday.media.thresholds import MINIMUM_QUALITY, RADIUS

from .models import ActionDay, Fingerprint, Item

SHARE = 0.5  # of the frames of the shorter clip have to be found in the other
PICTURES = ("pdq", "vpdq")


@dataclass(frozen=True, slots=True)
class Likeness:
    """An item resembles another: `share` of frames found, the nearest `distance` bits apart."""

    item: UUID
    type: str
    distance: int
    transform: str
    share: float


class Known:
    """The fingerprints of one day, in memory."""

    def __init__(self, day: int) -> None:
        self.day = day
        self.log = ActionDay.objects.values_list("log_id", flat=True).get(pk=day)
        self.read_to = -1
        self.lock = threading.Lock()
        self.codes: CodeList[UUID] = CodeList()
        self.frames: dict[UUID, int] = defaultdict(int)
        self.exact: dict[str, list[UUID]] = defaultdict(list)

    def likenesses(self, item: Item) -> list[Likeness]:
        """Return the other items that this one resembles, best first."""
        prints = list(item.fingerprints.all())
        with self.lock:
            self.read_on()
            found = self.same_bytes(item.pk, prints) | self.similar(item.pk, prints)
        return sorted(found.values(), key=lambda like: (like.distance, str(like.item)))

    def read_on(self) -> None:
        """Take in what was fingerprinted since the last look."""
        entries = Entry.objects.filter(
            log=self.log, index__gt=self.read_to, event="item.fingerprinted"
        )
        rows = list(entries.order_by("index").values_list("index", "subject"))
        if not rows:
            return
        prints = Fingerprint.objects.filter(item__subject__in=[subject for _, subject in rows])
        self.add(list(prints.defer("forms").order_by("pk")))
        self.read_to = rows[-1][0]

    def add(self, prints: list[Fingerprint]) -> None:
        """Add fingerprints; flat and low-quality ones stay out, they would match anything."""
        good = [each for each in prints if usable(each)]
        self.codes.extend((each.item_id for each in good), codes_of([each.value for each in good]))
        for each in good:
            self.frames[each.item_id] += 1
        for each in prints:
            if each.type == "sha256":
                self.exact[each.value].append(each.item_id)

    def same_bytes(self, item: UUID, prints: list[Fingerprint]) -> dict[UUID, Likeness]:
        """Return the items with the very same file or text."""
        values = [each.value for each in prints if each.type == "sha256"]
        others = {other for value in values for other in self.exact.get(value, ()) if other != item}
        return {other: Likeness(other, "sha256", 0, "none", 1.0) for other in others}

    def similar(self, item: UUID, prints: list[Fingerprint]) -> dict[UUID, Likeness]:
        """Return the items that look alike, under the transform that finds most frames."""
        good = [each for each in prints if usable(each)]
        best: dict[UUID, Likeness] = {}
        for transform in ("none", *good[0].forms) if good else ():
            values = [each.value if transform == "none" else each.forms[transform] for each in good]
            for like in self.under(transform, item, values, good[0].type):
                kept = best.get(like.item)
                if kept is None or (like.share, -like.distance) > (kept.share, -kept.distance):
                    best[like.item] = like
        return best

    def under(self, transform: str, item: UUID, values: list[str], kind: str) -> list[Likeness]:
        """Return the items of whose frames enough are found under one transform."""
        frames: dict[UUID, set[int]] = defaultdict(set)
        nearest: dict[UUID, int] = {}
        for query, owner, distance in self.codes.search(codes_of(values), RADIUS):
            if owner != item:
                frames[owner].add(query)
                nearest[owner] = min(distance, nearest.get(owner, distance))
        shares = {
            owner: len(found) / min(len(values), self.frames[owner])
            for owner, found in frames.items()
        }
        return [
            Likeness(owner, kind, nearest[owner], transform, min(share, 1.0))
            for owner, share in shares.items()
            if share >= SHARE
        ]


def usable(fingerprint: Fingerprint) -> bool:
    """Say whether a fingerprint may be matched by likeness."""
    return fingerprint.type in PICTURES and (fingerprint.quality or 0) >= MINIMUM_QUALITY


_days: dict[int, Known] = {}
_days_lock = threading.Lock()


def known_of(day: int) -> Known:
    """Return this process's memory of a day."""
    with _days_lock:
        if day not in _days:
            _days[day] = Known(day)
        return _days[day]
