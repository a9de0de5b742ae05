"""One fixed reordering of the 256 bits, the same for all codes and queries.

Hashes of real pictures fill the buckets of their own neighbouring bits unevenly, as those stand for
neighbouring waves. Bits taken from all over the hash are nearly independent. Distances stay.
"""

from functools import lru_cache
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from actionday.media.codes import WORDS, Codes
from actionday.media.index.compiled import compiled

PLACES = 256
NIBBLES = PLACES // 4
_15 = np.uint64(15)


@lru_cache(maxsize=1)
def new_places() -> tuple[int, ...]:
    """Return for each bit (0 is the lowest of word 0) where it goes: random, yet reproducible."""
    drawn = sorted(range(PLACES), key=lambda place: sha256(b"actionday bit %d" % place).digest())
    return tuple(drawn)


@lru_cache(maxsize=1)
def _scattered() -> NDArray[np.uint64]:
    """Return where the bits of each value of each four bits go, shape (64, 16, 4)."""
    places = np.array(new_places()).reshape(NIBBLES, 4)
    scattered = np.zeros((NIBBLES, 16, WORDS), np.uint64)
    for nibble in range(NIBBLES):
        for value in range(16):
            for place in places[nibble][[bool(value >> bit & 1) for bit in range(4)]].tolist():
                scattered[nibble, value, place // 64] |= np.uint64(1 << place % 64)
    return scattered


@compiled
def _scatter(codes: Codes, scattered: NDArray[np.uint64]) -> Codes:
    moved = np.zeros((len(codes), WORDS), np.uint64)
    for row in range(len(codes)):
        for nibble in range(NIBBLES):
            word = codes[row, nibble >> 4] >> np.uint64(4 * (nibble & 15))
            to = scattered[nibble, word & _15]
            for target in range(WORDS):
                moved[row, target] |= to[target]
    return moved


def reordered(codes: Codes) -> Codes:
    """Return codes, shape (n, 4), with their bits in the index's order."""
    return _scatter(np.ascontiguousarray(codes), _scattered())
