"""MinHash: 256 bits of a text; two texts share as many as the runs of letters they have in common.

Source of the method: Broder, "On the Resemblance and Containment of Documents", 1997, with one bit
kept of each minimum: Li and König, "b-Bit Minwise Hashing", 2010. The scheme is written out in
docs/reference/fingerprints.md, so that others can compute the same values.
"""

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]

SHORTEST = 50
"""Characters below which a text has no value: too few runs to compare."""

RUN = 5
"""Characters in a row that make one run; a text is the set of its runs."""

BITS = 256
AT_ONCE = 1 << 15
"""Runs that are looked at together, as they stay in the processor's cache."""

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def minhash(text: str) -> str | None:
    """Return the value of a normalised text as 64 hex digits; None if the text is too short."""
    if len(text) < SHORTEST:
        return None
    runs = np.unique(_runs(text))
    numbers = _mixed(np.arange(1, 2 * BITS + 1, dtype=np.uint64) * _GOLDEN)
    factors, offsets = numbers[:BITS] | np.uint64(1), numbers[BITS:]
    least = np.full(BITS, np.iinfo(np.uint64).max)
    for start in range(0, len(runs), AT_ONCE):
        portion = runs[start : start + AT_ONCE]
        for index in range(BITS):
            least[index] = min(least[index], (portion * factors[index] + offsets[index]).min())
    return np.packbits((_mixed(least) & np.uint64(1)).astype(np.uint8)).tobytes().hex()


def shared(distance: int) -> float:
    """Estimate which share of their runs two texts have in common, from their distance in bits.

    The standard error is at most 0.06.
    """
    return max(0.0, 1 - 2 * distance / BITS)


def _runs(text: str) -> Words:
    """Return a number for every run of a text: its code points in base golden ratio, mixed."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint64)
    count = len(points) - RUN + 1
    numbers = np.zeros(count, np.uint64)
    for place in range(RUN):
        numbers = numbers * _GOLDEN + points[place : place + count]
    return _mixed(numbers)


def _mixed(numbers: Words) -> Words:
    """Mix 64-bit numbers (the last steps of SplitMix64; Steele, Lea and Flood, 2014)."""
    mixed = (numbers ^ (numbers >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    return mixed ^ (mixed >> np.uint64(31))
