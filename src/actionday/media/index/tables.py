"""The sorted form of many codes: for each of the 16 sub-codes, who has which value."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actionday.media.codes import Codes
from actionday.media.index.compiled import compiled, part
from actionday.media.index.found import Numbers
from actionday.media.index.ring import BUCKETS, SUBCODES
from actionday.media.index.threads import shared
from actionday.media.index.words import LANES

Words32 = NDArray[np.uint32]

MOST = 2**32 - 1
"""Codes that tables can hold: a row's number has 32 bits."""


class Tables(NamedTuple):
    """What the kernels search; never changed once built. n codes, their bits reordered.

    Bucket b of sub-code j holds the places offsets[j, b] to offsets[j, b + 1] of the j-th n-th of
    `sketches` and `rows`.
    """

    codes: Codes
    """Shape (n, 4)."""
    offsets: Words32
    """Shape (16, 65537)."""
    sketches: Words32
    """Sub-codes j+1 (low half) and j+2 (high half) of each entry, shape (16 n + LANES,)."""
    rows: Words32
    """Which code it is, shape (16 n,)."""


@dataclass(frozen=True, slots=True)
class Built:
    """Tables and the ids of their rows, in rising order: id = first + offset."""

    tables: Tables
    first: int
    offsets: NDArray[np.uint32] | NDArray[np.uint64]
    """Shape (n,), uint32 where the ids lie near enough to each other."""
    mark: int = 0
    """How far the feed had been read that the entries come from."""

    def __len__(self) -> int:
        return len(self.offsets)

    def ids(self, rows: Numbers | slice) -> Numbers:
        """Return the ids of rows."""
        return self.offsets[rows].astype(np.int64) + self.first

    def rows_of(self, ids: Numbers) -> Numbers:
        """Return the rows that have one of these ids, in no order."""
        last = self.first + int(self.offsets[-1])
        near = np.unique(ids[(ids >= self.first) & (ids <= last)])
        wanted = _offsets(near, self.first).astype(self.offsets.dtype)
        start = np.searchsorted(self.offsets, wanted, "left")
        number = np.searchsorted(self.offsets, wanted, "right") - start
        before = np.cumsum(number) - number
        return np.repeat(start - before, number) + np.arange(number.sum())

    @property
    def beside(self) -> int:
        """Bytes of memory beside the codes themselves."""
        tables = self.tables
        arrays = (tables.offsets, tables.sketches, tables.rows, self.offsets)
        return sum(array.nbytes for array in arrays)


@part
def subcode(words: NDArray[np.uint64], j: int) -> int:
    """Return sub-code j (modulo 16) of a code of 4 words."""
    j &= SUBCODES - 1
    return np.int64((words[j >> 2] >> np.uint64(16 * (j & 3))) & np.uint64(0xFFFF))  # type: ignore[return-value]


@part
def sketch(words: NDArray[np.uint64], j: int) -> np.uint32:
    """Return the 32 bits that follow sub-code j around the ring."""
    return np.uint32(subcode(words, j + 1) | subcode(words, j + 2) << 16)


@compiled
def _sort(codes: Codes, j: int, offsets: Words32, sketches: Words32, rows: Words32) -> None:
    """Sort by sub-code j, by counting: fill one table."""
    for row in range(len(codes)):
        offsets[subcode(codes[row], j) + 1] += np.uint32(1)
    for bucket in range(BUCKETS):
        offsets[bucket + 1] += offsets[bucket]
    free = offsets[:BUCKETS].copy()
    for row in range(len(codes)):
        bucket = subcode(codes[row], j)
        at = free[bucket]
        free[bucket] = at + np.uint32(1)
        sketches[at] = sketch(codes[row], j)
        rows[at] = row


def build(ids: Numbers, codes: Codes, mark: int = 0) -> Built:
    """Sort codes, shape (n, 4) with n > 0 and their bits reordered; the arrays given may be kept.

    Two tables are sorted at a time where there are two processors.
    """
    if np.any(ids[1:] < ids[:-1]):
        order = np.argsort(ids, kind="stable")
        ids, codes = ids[order], codes[order]
    number = len(codes)
    if number > MOST:
        raise ValueError(f"{number} codes are more than one index can hold")
    tables = Tables(
        np.ascontiguousarray(codes),
        np.zeros((SUBCODES, BUCKETS + 1), np.uint32),
        np.zeros(SUBCODES * number + LANES, np.uint32),
        np.empty(SUBCODES * number, np.uint32),
    )
    shared(lambda j: _fill(tables, j), range(SUBCODES))
    first, span = int(ids[0]), int(ids[-1]) - int(ids[0])
    offsets: NDArray[np.uint32] | NDArray[np.uint64] = _offsets(ids, first)
    offsets = offsets.astype(np.uint32) if span < 2**32 else offsets
    offsets.setflags(write=False)
    return Built(frozen(tables), first, offsets, mark)


def _fill(tables: Tables, j: int) -> None:
    number = len(tables.codes)
    mine = slice(j * number, (j + 1) * number)
    _sort(tables.codes, j, tables.offsets[j], tables.sketches[mine], tables.rows[mine])


def _offsets(ids: Numbers, first: int) -> NDArray[np.uint64]:
    """Return ids minus the first, unsigned: the difference of two int64 may need 64 bits."""
    return ids.astype(np.uint64) - np.uint64(first & (2**64 - 1))


def frozen(tables: Tables) -> Tables:
    """Make the arrays read-only, as those of a mapped file are: kernels are compiled once."""
    for array in tables:
        array.setflags(write=False)
    return tables
