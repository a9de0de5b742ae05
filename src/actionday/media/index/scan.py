"""Exact matching by looking at every code: simple, never wrong, fast to some 10,000 codes."""

import numpy as np
from numpy.typing import NDArray

from actionday.media.codes import Codes
from actionday.media.index.compiled import compiled
from actionday.media.index.words import ones
from actionday.media.thresholds import RADIUS

Matches = NDArray[np.int64]
"""Shape (n, 3): index of the query, index of the entry, distance in bits."""

BLOCK = 2048
"""Codes that stay in the nearest cache (64 KiB) while every query passes over them."""


@compiled
def _scan(codes: Codes, queries: Codes, radius: int) -> Matches:
    found = np.empty((64, 3), np.int64)
    size = 0
    for start in range(0, len(codes), BLOCK):
        for query in range(len(queries)):
            q0, q1, q2, q3 = queries[query]
            for entry in range(start, min(start + BLOCK, len(codes))):
                distance = ones(codes[entry, 0] ^ q0) + ones(codes[entry, 1] ^ q1)
                if distance > radius:
                    continue
                distance += ones(codes[entry, 2] ^ q2) + ones(codes[entry, 3] ^ q3)
                if distance <= radius:
                    if size == len(found):
                        grown = np.empty((2 * size, 3), np.int64)
                        grown[:size] = found
                        found = grown
                    found[size] = query, entry, distance
                    size += 1
    return found[:size]


def scan(codes: Codes, queries: Codes, radius: int = RADIUS) -> Matches:
    """Return every pair of a query and a code at a distance of at most `radius` bits, unordered."""
    return _scan(np.ascontiguousarray(codes), np.ascontiguousarray(queries), radius)
