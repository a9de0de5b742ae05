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
from actionday.media.index.threads import shared

PLACES = 256
NIBBLES = PLACES // 4
WORTH_SHARING = 1 << 16
"""Codes that one thread does as fast as two would."""
_4, _15 = np.uint64(4), np.uint64(15)


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
def _scatter(codes: Codes, scattered: NDArray[np.uint64], moved: Codes) -> None:
    for row in range(len(codes)):
        a = b = c = d = np.uint64(0)
        for word in range(WORDS):
            rest = codes[row, word]
            for nibble in range(16 * word, 16 * word + 16):
                value = rest & _15
                a |= scattered[nibble, value, 0]
                b |= scattered[nibble, value, 1]
                c |= scattered[nibble, value, 2]
                d |= scattered[nibble, value, 3]
                rest >>= _4
        moved[row, 0], moved[row, 1], moved[row, 2], moved[row, 3] = a, b, c, d


def reordered(codes: Codes) -> Codes:
    """Return codes, shape (n, 4), with their bits in the index's order."""
    codes, moved = np.ascontiguousarray(codes), np.empty(codes.shape, np.uint64)
    scattered = _scattered()
    if len(codes) <= WORTH_SHARING:
        _scatter(codes, scattered, moved)
    else:
        pieces = [slice(at, at + WORTH_SHARING) for at in range(0, len(codes), WORTH_SHARING)]
        shared(lambda piece: _scatter(codes[piece], scattered, moved[piece]), pieces)
    return moved
