"""The rows of a file as finds, each with what is wrong with it; and the parts they go in by."""

from collections.abc import Mapping
from dataclasses import dataclass

from actionday.edge.tables import Table, given

from .find import Find, Wrong, check

BATCH = 1000
"""Rows that one transaction takes."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A row of a file: its number there, its find, what is wrong with it as far as form goes."""

    row: int
    find: Find
    wrong: list[Wrong]


def offered(table: Table, columns: Mapping[str, int]) -> list[Offered]:
    """Return what the table offers by these columns."""
    rows = []
    for each in given(table, columns):
        find, wrong = check(each.values)
        if each.problem:
            wrong = [Wrong("", each.problem), *wrong]
        rows.append(Offered(each.row, find, wrong))
    return rows


def batches(rows: list[Offered]) -> list[list[Offered]]:
    """Return the rows without fault in parts of at most a thousand, in their order."""
    good = [row for row in rows if not row.wrong]
    return [good[at : at + BATCH] for at in range(0, len(good), BATCH)]
