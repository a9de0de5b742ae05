"""Exact matching by looking at every code: simple, never wrong, fast to some 10,000 codes."""

import numpy as np
from numpy.typing import NDArray

from actionday.media.codes import WORDS, Codes
from actionday.media.index.compiled import compiled, part
from actionday.media.index.words import ones
from actionday.media.thresholds import RADIUS

Matches = NDArray[np.int64]
"""Shape (n, 3): index of the query, index of the entry, distance in bits."""

BLOCK = 2048
"""Codes that stay in the nearest cache (64 KiB) while every query passes over them."""


@part
def _distance(codes: Codes, entry: int, query: NDArray[np.uint64], words: int) -> int:
    """Count in how many bits of their first words two codes differ."""
    bits = 0
    for word in range(words):
        bits += ones(codes[entry, word] ^ query[word])
    return bits


@part
def _next(codes: Codes, at: int, end: int, query: NDArray[np.uint64], radius: int) -> int:
    """Return the first entry from `at` on within the radius, or `end`.

    This loop touches no array that grows: counting who holds one would take most of the time.
    """
    for entry in range(at, end):
        half = _distance(codes, entry, query, WORDS // 2)
        if half <= radius and _distance(codes, entry, query, WORDS) <= radius:
            return entry
    return end


@compiled
def _scan(codes: Codes, queries: Codes, radius: int) -> Matches:
    found = np.empty((64, 3), np.int64)
    size = 0
    for start in range(0, len(codes), BLOCK):
        end = min(start + BLOCK, len(codes))
        for query in range(len(queries)):
            entry = _next(codes, start, end, queries[query], radius)
            while entry < end:
                if size == len(found):
                    grown = np.empty((2 * size, 3), np.int64)
                    grown[:size] = found
                    found = grown
                distance = _distance(codes, entry, queries[query], WORDS)
                found[size, 0], found[size, 1], found[size, 2] = query, entry, distance
                size += 1
                entry = _next(codes, entry + 1, end, queries[query], radius)
    return found[:size]


def scan(codes: Codes, queries: Codes, radius: int = RADIUS) -> Matches:
    """Return every pair of a query and a code at a distance of at most `radius` bits, unordered."""
    return _scan(np.ascontiguousarray(codes), np.ascontiguousarray(queries), radius)
