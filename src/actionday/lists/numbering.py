"""How an entry is numbered in the index: its id, its list's, and whether others may be told of it.

All three in one number, so that a hit says whose it is without another look anywhere.
"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

LIST_BITS = 20
"""Lists have ids below 2**20, entries below 2**42."""


def numbered(entry: int, list_id: int, shareable: bool) -> int:
    """Return the number of an entry."""
    return entry << (LIST_BITS + 1) | list_id << 1 | shareable


def both(entry: int, list_id: int) -> list[int]:
    """Return the entry's numbers, as one that may be told of and as one that may not."""
    return [numbered(entry, list_id, shareable) for shareable in (False, True)]


def entries(numbers: Numbers) -> Numbers:
    """Return the ids of the entries."""
    return numbers >> (LIST_BITS + 1)


def lists(numbers: Numbers) -> Numbers:
    """Return the ids of their lists."""
    return (numbers >> 1) & ((1 << LIST_BITS) - 1)


def shareable(numbers: Numbers) -> NDArray[np.bool_]:
    """Return which of them others than the list's owner may be told of."""
    return (numbers & 1).astype(np.bool_)
