"""What one query costs the memory: how many candidates it has, and in how many cache lines."""

import numpy as np
from numpy.typing import NDArray

from actionday.media.codes import Codes
from actionday.media.index.order import reordered
from actionday.media.index.ring import BITS, SUBCODES
from actionday.media.index.tables import Tables

SKETCHES_IN_A_LINE = 16


def touched(tables: Tables, queries: Codes) -> tuple[float, float]:
    """Return the candidates and the cache lines of sketches of one query, on average, radius 31."""
    starts, ends = _buckets(tables, queries)
    lines = -(-ends // SKETCHES_IN_A_LINE) - starts // SKETCHES_IN_A_LINE
    candidates = (ends - starts).sum()
    return float(candidates) / len(queries), float(lines[ends > starts].sum()) / len(queries)


def _buckets(tables: Tables, queries: Codes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where the buckets of all probes begin and end."""
    shifts = np.arange(0, 64, BITS, dtype=np.uint64)
    values = (reordered(queries)[:, :, None] >> shifts & np.uint64(0xFFFF)).astype(np.int64)
    flips = np.array([0, *(1 << bit for bit in range(BITS))])
    buckets = values.reshape(-1, SUBCODES, 1) ^ flips
    table = np.arange(SUBCODES)[:, None]
    first = table * len(tables.codes)
    return first + tables.offsets[table, buckets], first + tables.offsets[table, buckets + 1]
