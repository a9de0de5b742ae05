"""The lists in a process's memory: searched for every call, brought up to date twice a second.

A process begins with the snapshot that the processes share, or makes it, and then follows the
changes. What was withdrawn or suspended matches no more within a second.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from django.utils import timezone

from actionday.media.codes import Codes, codes_of
from actionday.media.index.exact import ExactIndex
from actionday.media.thresholds import RADIUS
from actionday.tenancy.acting import THE_PROGRAM, Actor, as_the_program

from . import marks, numbering, sight
from .flood import count_matches
from .following import Signal, changed_since, matchable
from .models import Kind
from .shared_index import SharedIndex

FRESH_S = 0.5
TYPE = "pdq"


class Hits(NamedTuple):
    """What was found for an actor, as columns: which query, which entry of which list, how near.

    Ordered by query, then distance, then entry.
    """

    query: numbering.Numbers
    entry: numbering.Numbers
    list: numbering.Numbers
    distance: numbering.Numbers


NOTHING = Hits(*(np.empty(0, np.int64) for _column in Hits._fields))


class Memory:
    """All PDQ hashes of the lists that may be matched, and those that never must be."""

    def __init__(self) -> None:
        self.known: dict[int, sight.Facts] = {}
        self._sights: dict[tuple[int | None, int | None], sight.Sight] = {}
        self._shared = SharedIndex(TYPE)
        self._match: ExactIndex | None = None
        self._never = ExactIndex()
        self._read_at = float("-inf")
        self._refreshing = threading.Lock()
        self._counting = threading.Lock()
        self._counted: Counter[int] = Counter()

    def search(self, actor: Actor, codes: Codes, radius: int) -> Hits:
        """Return what matches within `radius` bits (0..256), as far as the actor may be told.

        A query that is as near to an entry of a never-match list that the actor sees has no match.
        """
        index = self._fresh()
        found = index.search(codes, radius)
        if not len(found.id):
            return NOTHING
        told = self._sight_of(actor)
        seen = told.of_entries(found.id)
        if len(self._never):
            never = self._never.search(codes, radius)
            seen &= ~np.isin(found.query, never.query[told.of_entries(never.id)])
        numbers = found.id[seen]
        of = numbering.lists(numbers)
        hits = Hits(found.query[seen], numbering.entries(numbers), of, found.distance[seen])
        self._count(hits)
        return hits

    def _sight_of(self, actor: Actor) -> sight.Sight:
        """Return what the actor may be told of; remembered until the lists are looked at again."""
        whose = (actor.unit, actor.platform)
        known = self._sights.get(whose)
        if known is None:
            known = self._sights[whose] = sight.Sight.of(actor, self.known)
        return known

    def warm_up(self) -> None:
        """Read the lists and load the compiled search, which otherwise the first call waits for."""
        self.search(THE_PROGRAM, codes_of(["0" * 64] * 100), RADIUS)
        self.search(THE_PROGRAM, codes_of(["0" * 64]), RADIUS)

    def __len__(self) -> int:
        """Count the entries that may be matched."""
        return len(self._fresh())

    def _fresh(self) -> ExactIndex:
        if time.monotonic() - self._read_at > FRESH_S or self._match is None:
            with self._refreshing:
                if time.monotonic() - self._read_at > FRESH_S or self._match is None:
                    self._refresh()
        assert self._match is not None
        return self._match

    def _refresh(self) -> None:
        """Bring the memory up to date, and hand in what was counted since."""
        self._hand_in()
        with as_the_program():
            self.known, self._sights = sight.all_facts(), {}
            index = self._match
            if index is None or not marks.is_known(index.mark):
                index = self._begin()
            newer = self._shared.newer()
            if newer is not None and marks.is_known(newer.mark):
                index = newer
            follow(index, Kind.MATCH)
            follow(self._never, Kind.NEVER)
            self._match = index
        self._shared.save_if_worth(index)
        self._read_at = time.monotonic()

    def _begin(self) -> ExactIndex:
        """Open the snapshot or read everything; also where the database was set back."""
        mark = marks.latest_mark()
        self._never = ExactIndex()
        self._never.add(*columns(matchable(Kind.NEVER)), mark=mark)
        return self._shared.begin(
            marks.is_known, lambda: (marks.latest_mark(), columns(matchable(Kind.MATCH)))
        )

    def _count(self, hits: Hits) -> None:
        """Count what entries match whose list has a cap."""
        capped = {pk for pk, facts in self.known.items() if facts.cap is not None}
        if capped:
            pairs = zip(hits.entry.tolist(), hits.list.tolist(), strict=True)
            with self._counting:
                self._counted.update(entry for entry, of in pairs if of in capped)

    def _hand_in(self) -> None:
        with self._counting:
            counted, self._counted = self._counted, Counter()
        if counted:
            count_matches(counted, timezone.now().date())


def columns(signals: Iterable[Signal]) -> tuple[numbering.Numbers, Codes]:
    """Return the numbers and codes of entries."""
    kept = [each for each in signals if each.type == TYPE]
    numbers = [numbering.numbered(each.entry, each.list, each.shareable) for each in kept]
    return np.array(numbers, np.int64), codes_of([each.value for each in kept])


def follow(index: ExactIndex, kind: Kind) -> None:
    """Take in what was written since the index was: entries go, and come again where they may."""
    changes = changed_since(marks.number_of(index.mark))
    if changes.number == marks.number_of(index.mark):
        return
    changed = [each for each in changes.entries if each.kind == kind]
    numbers = [numbering.both(each.signal.entry, each.signal.list) for each in changed]
    mark = marks.mark_at(changes.number)
    index.withdraw(np.array(numbers, np.int64).reshape(-1))
    index.add(*columns(each.signal for each in changed if each.matchable), mark=mark)


memory = Memory()
