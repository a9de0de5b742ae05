"""Exact matching by looking at every code: simple, never wrong, fast to some 100,000 codes.

The loop is compiled by numba on its first use, and kept on disk where a folder can be written.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

import numba
import numpy as np
from numpy.typing import NDArray

from actionday.media.codes import WORDS, Codes
from actionday.media.thresholds import RADIUS

Id = TypeVar("Id")
Matches = NDArray[np.int64]
"""Shape (n, 3): index of the query, index of the entry, distance in bits."""

BLOCK = 2048
"""Codes that stay in the nearest cache (64 KiB) while every query passes over them."""

_PAIRS, _FOURS, _EIGHTS, _ONES = (
    np.uint64(byte * 0x0101010101010101) for byte in (0x55, 0x33, 0x0F, 0x01)
)
_1, _2, _4, _56 = (np.uint64(places) for places in (1, 2, 4, 56))


class Hit(NamedTuple, Generic[Id]):
    """One match: which query (by index), which entry (by id), and how many bits apart."""

    query: int
    entry: Id
    distance: int


def _ones(word: np.uint64) -> np.int64:
    """Count the ones of a word; the compiler knows this idiom and makes it one instruction."""
    word = word - ((word >> _1) & _PAIRS)
    word = (word & _FOURS) + ((word >> _2) & _FOURS)
    word = (word + (word >> _4)) & _EIGHTS
    return np.int64((word * _ONES) >> _56)


_count: Any = numba.njit(_ones)


def _scan(codes: Codes, queries: Codes, radius: int) -> Matches:
    found = np.empty((64, 3), np.int64)
    size = 0
    for start in range(0, len(codes), BLOCK):
        for query in range(len(queries)):
            q0, q1, q2, q3 = queries[query]
            for entry in range(start, min(start + BLOCK, len(codes))):
                distance = _count(codes[entry, 0] ^ q0) + _count(codes[entry, 1] ^ q1)
                if distance > radius:
                    continue
                distance += _count(codes[entry, 2] ^ q2) + _count(codes[entry, 3] ^ q3)
                if distance <= radius:
                    if size == len(found):
                        grown = np.empty((2 * size, 3), np.int64)
                        grown[:size] = found
                        found = grown
                    found[size] = query, entry, distance
                    size += 1
    return found[:size]


@lru_cache(maxsize=1)
def _compiled() -> Callable[[Codes, Codes, int], Matches]:
    try:
        kernel: Any = numba.njit(_scan, cache=True, nogil=True)
    except RuntimeError:  # No folder for the compiled code can be written: compile each time.
        kernel = numba.njit(_scan, nogil=True)
    return kernel  # type: ignore[no-any-return]


def scan(codes: Codes, queries: Codes, radius: int = RADIUS) -> Matches:
    """Return every pair of a query and a code at a distance of at most `radius` bits.

    Sorted by query, then distance, then entry.
    """
    found = _compiled()(np.ascontiguousarray(codes), np.ascontiguousarray(queries), radius)
    return found[np.lexsort((found[:, 1], found[:, 2], found[:, 0]))]


class CodeList(Generic[Id]):
    """Codes with their ids, to which can be added cheaply.

    Searching in one thread while another adds is safe: what is added in between may be missed.
    """

    def __init__(self) -> None:
        self._codes: Codes = np.empty((64, WORDS), np.uint64)
        self._ids: list[Id] = []
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def extend(self, ids: Iterable[Id], codes: Codes) -> None:
        """Add codes of shape (n, 4) with as many ids; ValueError if the numbers differ."""
        added = list(ids)
        if codes.shape != (len(added), WORDS):
            raise ValueError(f"{len(added)} ids for codes of shape {codes.shape}")
        size = self._size + len(added)
        if size > len(self._codes):
            grown = np.empty((max(size, 2 * len(self._codes)), WORDS), np.uint64)
            grown[: self._size] = self._codes[: self._size]
            self._codes = grown
        self._codes[self._size : size] = codes
        self._ids += added
        # Last, so that a search that runs meanwhile sees only complete entries.
        self._size = size

    def search(self, codes: Codes, radius: int = RADIUS) -> list[Hit[Id]]:
        """Return every match of the queries `codes` (n, 4), by query, distance, then age."""
        size = self._size
        found = scan(self._codes[:size], codes, radius)
        return [Hit(query, self._ids[entry], distance) for query, entry, distance in found.tolist()]
