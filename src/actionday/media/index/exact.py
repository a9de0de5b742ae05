"""The index: sorted tables for most entries, a pile for the newest, and what was withdrawn."""

import threading
from dataclasses import replace
from typing import NamedTuple, Self

import numpy as np

from actionday.media.codes import WORDS, Codes
from actionday.media.index.compare import Gone, Search
from actionday.media.index.found import NOTHING, Found, Numbers, ordered
from actionday.media.index.order import reordered
from actionday.media.index.pile import Pile
from actionday.media.index.ring import WIDEST, ring
from actionday.media.index.scan import Matches, scan
from actionday.media.index.search import AT_ONCE, few, many
from actionday.media.index.tables import Built, build
from actionday.media.thresholds import RADIUS

LARGEST_RADIUS = 256
WORTH_TABLES = 1 << 14
"""Entries from which on tables are quicker than looking at all."""
NEW_ENTRIES = 1 << 10
"""The pile may hold so many beside tables, or a thousandth of theirs, until all are sorted anew."""
WORTH_SORTING = 16
"""Queries from which on sorting their probes pays."""


class _State(NamedTuple):
    """All that a search looks at, replaced as a whole when the tables are."""

    built: Built | None
    gone: Gone
    new: Pile


class ExactIndex:
    """Finds every code within a radius, each once: nothing is left to chance.

    Entries are codes of 256 bits with an id (int64) of the caller's; the same id may stand several
    times. Any thread may search while others add, withdraw or sort anew: a search that starts
    after a change has returned sees it.
    """

    def __init__(self, built: Built | None = None) -> None:
        """Start with what a snapshot holds, or with nothing."""
        self._mark = built.mark if built else 0
        self._now = _State(built, np.zeros(len(built) if built else 0, np.bool_), Pile())
        self._changing = threading.Lock()
        self._sorting = threading.Lock()
        self._withdrawn_meanwhile: list[Numbers] = []
        self._thread: threading.Thread | None = None

    @classmethod
    def of(cls, ids: Numbers, codes: Codes, mark: int = 0) -> Self:
        """Sort codes, shape (n, 4), with as many ids, at once; ValueError if the numbers differ."""
        if _checked(codes).shape[0] != len(ids):
            raise ValueError(f"{len(ids)} ids for codes of shape {codes.shape}")
        ids = np.asarray(ids, np.int64)
        return cls(build(ids, reordered(codes), mark) if len(ids) else None)

    def __len__(self) -> int:
        """Count the entries that can match."""
        with self._changing:
            built, gone, new = self._now
            return (len(built) if built else 0) - int(np.count_nonzero(gone)) + new.number_valid()

    @property
    def mark(self) -> int:
        """How far the caller's feed of changes has been read, as the last change said."""
        return self._mark

    def add(self, ids: Numbers, codes: Codes, mark: int | None = None) -> None:
        """Add codes, shape (n, 4), with as many ids; they match from the next search on.

        ValueError if the numbers differ.
        """
        codes = reordered(_checked(codes))
        with self._changing:
            self._now.new.add(np.asarray(ids, np.int64), codes)
            self._mark = self._mark if mark is None else mark
            if self._due() and not (self._thread and self._thread.is_alive()):
                self._thread = threading.Thread(target=self.rebuild, daemon=True)
                self._thread.start()

    def withdraw(self, ids: Numbers, mark: int | None = None) -> int:
        """Have the entries of these ids match no more, from now on; return their number."""
        ids = np.asarray(ids, np.int64)
        with self._changing:
            self._mark = self._mark if mark is None else mark
            built, gone, new = self._now
            number = new.withdraw(ids)
            if built:
                rows = built.rows_of(ids)
                number += int(np.count_nonzero(~gone[rows]))
                gone[rows] = True
            if self._sorting.locked():
                self._withdrawn_meanwhile.append(ids)
        return number

    @property
    def beside(self) -> int:
        """Bytes of memory beside the codes themselves."""
        built, gone, new = self._now
        return (built.beside if built else 0) + gone.nbytes + new.beside

    def _due(self) -> bool:
        built, _gone, new = self._now
        most = max(NEW_ENTRIES, len(built) // 1000) if built else WORTH_TABLES
        return len(new) > most

    def rebuild(self) -> Built | None:
        """Sort all entries into new tables, and leave out the withdrawn; searches go on meanwhile.

        It needs room for a second set of tables until it is done.
        """
        with self._sorting:
            with self._changing:
                state, taken, mark = self._now, len(self._now.new), self._mark
                gone = state.gone.copy()
                ids, codes = state.new.valid()
                self._withdrawn_meanwhile = []
            if state.built:
                kept = np.flatnonzero(~gone)
                ids = np.concatenate([state.built.ids(kept), ids])
                codes = np.concatenate([state.built.tables.codes[kept], codes])
            built = build(ids, codes, mark) if len(ids) else None
            with self._changing:
                self._put(built, taken)
        return built

    def sorted(self) -> Built | None:
        """Return tables of all entries that can match, made anew where needed; None without any."""
        with self._changing:
            built, gone, new = self._now
            if not len(new) and not gone.any():
                return replace(built, mark=self._mark) if built else None
        return self.rebuild()

    def _put(self, built: Built | None, taken: int) -> None:
        """Put new tables in place, with all that happened since they were begun."""
        gone = np.zeros(len(built) if built else 0, np.bool_)
        for ids in self._withdrawn_meanwhile:
            if built:
                gone[built.rows_of(ids)] = True
        new = Pile()
        new.add(*self._now.new.valid(taken))
        self._now = _State(built, gone, new)

    def search(self, codes: Codes, radius: int = RADIUS) -> Found:
        """Return every entry within `radius` bits (0 to 256) of the queries `codes`, shape (n, 4).

        ValueError for another shape or radius.
        """
        if not 0 <= radius <= LARGEST_RADIUS:
            raise ValueError(f"a radius lies in 0 to {LARGEST_RADIUS}, not {radius}")
        state = self._now
        queries = reordered(_checked(codes))
        parts = [state.new.search(queries, radius)] if len(state.new) else []
        if state.built:
            parts += _in_tables(state.built, state.gone, queries, radius)
        return ordered(parts) if parts else NOTHING


def _checked(codes: Codes) -> Codes:
    if codes.ndim != 2 or codes.shape[1] != WORDS or codes.dtype != np.uint64:
        raise ValueError(f"codes are uint64 of shape (n, {WORDS}), not {codes.dtype} {codes.shape}")
    return codes


def _in_tables(built: Built, gone: Gone, queries: Codes, radius: int) -> list[Found]:
    if radius > WIDEST:
        found = scan(built.tables.codes, queries, radius)
        return _with_ids(built, found[~gone[found[:, 1]]], 0)
    search, apart = few if len(queries) < WORTH_SORTING else many, np.empty(WORDS, np.uint64)
    parts: list[Found] = []
    for at in range(0, len(queries), AT_ONCE):
        asked = queries[at : at + AT_ONCE]
        found = search(Search(built.tables, gone, asked, ring(radius), radius, apart))
        parts += _with_ids(built, found, at)
    return parts


def _with_ids(built: Built, found: Matches, first_query: int) -> list[Found]:
    if not len(found):
        return []
    return [Found(found[:, 0] + first_query, built.ids(found[:, 1]), found[:, 2])]
