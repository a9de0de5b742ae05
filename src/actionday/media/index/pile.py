"""Codes in the order in which they came: cheap to add to, searched by looking at each."""

import numpy as np

from actionday.media.codes import WORDS, Codes
from actionday.media.index.found import NOTHING, Found, Numbers, ordered
from actionday.media.index.scan import scan
from actionday.media.thresholds import RADIUS


class Pile:
    """Codes with an id each (int64; the same id may stand several times).

    One thread may change it at a time. Others may search meanwhile: they may miss what comes in
    between, and see nothing half-done.
    """

    def __init__(self) -> None:
        self._codes: Codes = np.empty((64, WORDS), np.uint64)
        self._ids = np.empty(64, np.int64)
        self._gone = np.zeros(64, np.bool_)
        self._size = 0

    def __len__(self) -> int:
        """Count the entries, withdrawn ones included."""
        return self._size

    def add(self, ids: Numbers, codes: Codes) -> None:
        """Add codes of shape (n, 4) with as many ids; ValueError if the numbers differ."""
        if codes.shape != (len(ids), WORDS):
            raise ValueError(f"{len(ids)} ids for codes of shape {codes.shape}")
        size = self._size + len(ids)
        if size > len(self._ids):
            self._grow(max(size, 2 * len(self._ids)))
        self._codes[self._size : size] = codes
        self._ids[self._size : size] = ids
        # Last, so that a search that runs meanwhile sees only complete entries.
        self._size = size

    def number_valid(self) -> int:
        """Count the entries that can match."""
        return self._size - int(np.count_nonzero(self._gone[: self._size]))

    def _grow(self, room: int) -> None:
        size = self._size
        codes, ids = np.empty((room, WORDS), np.uint64), np.empty(room, np.int64)
        gone = np.zeros(room, np.bool_)
        codes[:size], ids[:size], gone[:size] = (
            self._codes[:size],
            self._ids[:size],
            self._gone[:size],
        )
        self._codes, self._ids, self._gone = codes, ids, gone

    def withdraw(self, ids: Numbers) -> int:
        """Have the entries of these ids match no more; return how many there were."""
        size = self._size
        these = np.isin(self._ids[:size], ids) & ~self._gone[:size]
        self._gone[:size] |= these
        return int(np.count_nonzero(these))

    def valid(self, start: int = 0) -> tuple[Numbers, Codes]:
        """Return copies of the ids and codes that count, from the place `start` on."""
        kept = start + np.flatnonzero(~self._gone[start : self._size])
        return self._ids[kept], self._codes[kept]

    @property
    def beside(self) -> int:
        """Bytes of memory beside the codes themselves."""
        return self._ids.nbytes + self._gone.nbytes

    def search(self, codes: Codes, radius: int = RADIUS) -> Found:
        """Return every match of the queries `codes`, shape (n, 4)."""
        size = self._size
        if not size:
            return NOTHING
        found = scan(self._codes[:size], codes, radius)
        found = found[~self._gone[found[:, 1]]]
        return ordered([Found(found[:, 0], self._ids[found[:, 1]], found[:, 2])])
