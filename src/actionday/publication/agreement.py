"""How far two blind assessors agreed: Krippendorff's alpha with a reproducible bootstrap interval.

Alpha: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), nominal data, two
observers, none missing. The interval's random numbers are Knuth's MMIX generator from 1, so that
anyone gets the same ones.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from .daylog import DayLog
from .item import Item

MULTIPLIER = 6364136223846793005
INCREMENT = 1442695040888963407
RESAMPLES = 1000
CELLS = ("refer_refer", "refer_not", "not_refer", "not_not")

Words = npt.NDArray[np.uint64]


def agreement(log: DayLog) -> dict[str, Any]:
    """`{n, alpha, low, high, table}` of the families' votes; numbers have at most 4 decimals."""
    cells = votes(log)
    n, alpha = sum(cells), alpha_of(cells)
    low, high = interval(cells)
    return {
        "n": n,
        "alpha": None if alpha is None else float(round(alpha, 4)),
        "low": low,
        "high": high,
        "table": dict(zip(CELLS, cells, strict=True)),
    }


def votes(log: DayLog) -> list[int]:
    """The 2x2 table as [a, b, c, d]: one vote a family, by its first item that has both seats."""
    cells, voted = [0, 0, 0, 0], set[str]()
    for item in log.items:
        family = log.family_of(item)
        if family is not None and family not in voted and {"first", "second"} <= set(item.verdicts):
            voted.add(family)
            cells[_cell(item)] += 1
    return cells


def _cell(item: Item) -> int:
    return 2 * (item.verdicts["first"] != "refer") + (item.verdicts["second"] != "refer")


def alpha_of(cells: Sequence[int]) -> Fraction | None:
    """Alpha of [a, b, c, d], exact; None where all verdicts are the same (or there are none)."""
    a, b, c, d = cells
    refer, other, n = 2 * a + b + c, 2 * d + b + c, a + b + c + d
    if refer * other == 0:
        return None
    return 1 - Fraction((b + c) * (2 * n - 1), refer * other)


def interval(cells: Sequence[int]) -> tuple[float | None, float | None]:
    """Ranks 25 and 975 of the bootstrap alphas; an undefined one counts as 1."""
    n = sum(cells)
    if n < 2:
        return None, None
    alphas = [alpha_of(resample) for resample in _resamples(cells, n)]
    ordered = sorted(Fraction(1) if alpha is None else alpha for alpha in alphas)
    return float(round(ordered[24], 4)), float(round(ordered[974], 4))


def _resamples(cells: Sequence[int], n: int) -> list[list[int]]:
    """The tables of all resamples, n draws each, from one stream of random numbers."""
    factors, terms = _jumps(n)
    edges = np.cumsum(cells)[:3].astype(np.uint64)
    state, tables = np.uint64(1), []
    for _resample in range(RESAMPLES):
        stream = factors * state + terms
        state = stream[-1]
        drawn = (stream >> np.uint64(33)) % np.uint64(n)
        below = [int(np.count_nonzero(drawn < edge)) for edge in edges]
        tables.append([below[0], below[1] - below[0], below[2] - below[1], n - below[2]])
    return tables


def _jumps(n: int) -> tuple[Words, Words]:
    """For k = 1..n the factor and the term that take a state k steps ahead, modulo 2^64."""
    factors, terms = np.empty(n, np.uint64), np.empty(n, np.uint64)
    factor, term = 1, 0
    for k in range(n):
        factor = factor * MULTIPLIER % 2**64
        term = (term * MULTIPLIER + INCREMENT) % 2**64
        factors[k], terms[k] = factor, term
    return factors, terms
