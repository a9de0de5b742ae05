"""What is known on a day: its fingerprints in memory, kept up to date from the ledger.

The log is the feed: entries become visible in the order of their index without a gap, so reading
on from the last index can miss nothing (ids of rows could: they are given before the commit).
"""

import threading
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from actionday.ledger.models import Entry
from actionday.media.bars import UNBOXED, dihedral_of
from actionday.media.codelist import CodeList
from actionday.media.codes import codes_of
from actionday.media.thresholds import RADIUS

from .likeness import PLAIN, Found, Likeness, Seen, best_of, seen_of
from .models import ActionDay, Fingerprint, Item


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """One code in memory: a picture of an item, as it is or inside its bars."""

    seen: Seen
    picture: int
    form: str


class Known:
    """The fingerprints of one day, in memory."""

    def __init__(self, day: int) -> None:
        self.day = day
        self.log = ActionDay.objects.values_list("log_id", flat=True).get(pk=day)
        self.read_to = -1
        self.lock = threading.Lock()
        self.codes: CodeList[Shot] = CodeList()
        self.seen: dict[UUID, Seen] = {}
        self.exact: dict[str, set[UUID]] = defaultdict(set)
        self.digests: dict[UUID, list[str]] = {}
        self.items: dict[str, UUID] = {}

    def likenesses(self, item: Item) -> list[Likeness]:
        """Return the other items that this one resembles, best first."""
        prints = list(item.fingerprints.all())
        with self.lock:
            self.read_on()
            found = self.similar(item.pk, prints) | self.same_bytes(item.pk, prints)
        return sorted(found.values(), key=lambda like: (like.distance, str(like.item)))

    def read_on(self) -> None:
        """Take in what was fingerprinted since the last look."""
        entries = Entry.objects.filter(
            log=self.log, index__gt=self.read_to, event="item.fingerprinted"
        )
        rows = list(entries.order_by("index").values_list("index", "subject"))
        if not rows:
            return
        for item, prints in self.prints_of({subject for _, subject in rows}).items():
            self.add(item, prints)
        self.read_to = rows[-1][0]

    def prints_of(self, subjects: set[str]) -> dict[UUID, list[Fingerprint]]:
        """Return the fingerprints of these pieces; none of one that was known and has none now."""
        known = self.items.keys() & subjects
        found: dict[UUID, list[Fingerprint]] = {self.items[subject]: [] for subject in known}
        prints = Fingerprint.objects.filter(item__subject__in=subjects)
        for each in prints.annotate(subject=F("item__subject")).order_by("pk"):
            self.items[each.subject] = each.item_id
            found.setdefault(each.item_id, []).append(each)
        return found

    def add(self, item: UUID, prints: list[Fingerprint]) -> None:
        """Add an item's fingerprints, in the place of those that were known of it before."""
        for value in self.digests.pop(item, ()):
            self.exact[value].discard(item)
        self.digests[item] = [each.value for each in prints if each.type == "sha256"]
        for value in self.digests[item]:
            self.exact[value].add(item)
        self.seen.pop(item, None)
        seen = seen_of(item, prints)
        if seen is not None:
            self.remember(seen)

    def remember(self, seen: Seen) -> None:
        """Add the codes of an item; what was added of it before is stale from now on."""
        self.seen[seen.item] = seen
        kept = [look for look in seen.looks() if look[1] in (PLAIN, UNBOXED)]
        shots = [Shot(seen, number, form) for number, form, _value in kept]
        self.codes.extend(shots, codes_of([value for _number, _form, value in kept]))
        seen.prints.clear()  # only a query needs them

    def same_bytes(self, item: UUID, prints: list[Fingerprint]) -> dict[UUID, Likeness]:
        """Return the items with the very same file or text."""
        values = [each.value for each in prints if each.type == "sha256"]
        others = {other for value in values for other in self.exact.get(value, ()) if other != item}
        return {other: Likeness(other, "sha256", 0, PLAIN) for other in others}

    def similar(self, item: UUID, prints: list[Fingerprint]) -> dict[UUID, Likeness]:
        """Return the items that look alike."""
        mine = seen_of(item, prints)
        return {} if mine is None else best_of(mine, self.search(mine))

    def search(self, mine: Seen) -> list[Found]:
        """Search all forms of all pictures at once, and sort what is found by item and form."""
        looks = list(mine.looks())
        found: dict[tuple[UUID, str], Found] = {}
        for query, shot, distance in self.codes.search(
            codes_of([value for _number, _form, value in looks]), RADIUS
        ):
            other = shot.seen
            if other.item == mine.item or self.seen.get(other.item) is not other:
                continue
            number, form, _value = looks[query]
            form = shot.form if form == PLAIN else dihedral_of(form)
            pairs = found.setdefault((other.item, form), Found(other, form, {})).pairs
            pair = number, shot.picture
            pairs[pair] = min(distance, pairs.get(pair, distance))
        return list(found.values())


_days: dict[int, Known] = {}
_days_lock = threading.Lock()


def known_of(day: int) -> Known:
    """Return this process's memory of a day."""
    with _days_lock:
        if day not in _days:
            _days[day] = Known(day)
        return _days[day]
