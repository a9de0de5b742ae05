"""What a search answers: three columns, one row for each pair of a query and an entry."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


class Found(NamedTuple):
    """Matches as columns of equal length, ordered by query, then distance, then id."""

    query: Numbers
    """Which query, by its index."""
    id: Numbers
    """The entry's id, as its caller gave it."""
    distance: Numbers
    """In how many bits, of 256, the two differ."""


_none = np.empty(0, np.int64)
_none.setflags(write=False)
NOTHING = Found(_none, _none, _none)
"""No match."""


def ordered(parts: Sequence[Found]) -> Found:
    """Put several answers together, in their order."""
    if len(parts) == 1 and len(parts[0].query) < 2:
        return parts[0]
    query, ids, distance = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.lexsort((ids, distance, query))
    return Found(query[order], ids[order], distance[order])
