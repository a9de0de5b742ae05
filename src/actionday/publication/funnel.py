"""Says whether groups differ by more than chance: shares against limits that widen for few cases.

Funnel plot: Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in
Medicine 24 (2005), with normal limits at 1.96 and 3.09 standard errors. No league table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

INNER, OUTER = 1.96, 3.09


@dataclass(frozen=True, slots=True)
class Group:
    """One group: `part` of `whole` cases, and whether it lies outside the outer limits."""

    value: str
    part: int
    whole: int
    outside: bool


def limits(share: float, whole: float, errors: float) -> tuple[float, float]:
    """The lower and upper limit around `share` for `whole` cases, within 0 to 1."""
    margin = errors * sqrt(share * (1 - share) / whole)
    return max(0.0, share - margin), min(1.0, share + margin)


def left_up(cut: Mapping[str, Mapping[str, int]]) -> tuple[float, list[Group]]:
    """The overall share left up of the pieces kept or acted on, and each group of one cut.

    Groups without such a piece, and those that the export does not disclose, are left out.
    """
    shown = {
        value: (row["rejected"], row["rejected"] + row["upheld"]) for value, row in cut.items()
    }
    part, whole = (sum(column) for column in zip(*shown.values(), strict=True)) if shown else (0, 0)
    overall = part / whole if whole else 0.0
    groups = [
        Group(value, part, whole, _outside(part, whole, overall))
        for value, (part, whole) in shown.items()
        if whole and value != "undisclosed"
    ]
    return overall, groups


def _outside(part: int, whole: int, overall: float) -> bool:
    low, high = limits(overall, whole, OUTER)
    return not low <= part / whole <= high
