"""The shares that a report may speak of, each with the two counts it is made of."""

from collections.abc import Mapping
from typing import Any

RATES = (
    ("referred", "assessed"),
    ("exempt", "not_referred"),
    ("decided", "sent"),
    ("upheld", "sent"),
    ("rejected", "sent"),
    ("unknown", "sent"),
    ("seen_gone", "upheld"),
    ("withdrawn", "sent"),
    ("reinstated", "complaints"),
)
"""Numerator and denominator, both names of figures."""


def rates(figures: Mapping[str, int], as_of: str | None) -> list[dict[str, Any]]:
    """`[{name, numerator, denominator, as_of}]`: the counts only, nothing is divided here."""
    return [
        {
            "name": f"{part}_of_{whole}",
            "numerator": figures[part],
            "denominator": figures[whole],
            "as_of": as_of,
        }
        for part, whole in RATES
    ]
