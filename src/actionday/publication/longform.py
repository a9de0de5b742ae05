"""Writes the figures as one tidy table for spreadsheets: report.csv."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

HEAD = ("section", "cut", "value", "name", "number", "of", "as_of")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet takes a text for a formula."""

Row = tuple[Any, ...]


def longform(report: Mapping[str, Any]) -> str:
    """The report as CSV (RFC 4180): a row a number, with `of` where it is a part of another.

    Texts that a spreadsheet would take for a formula get an apostrophe before them.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    as_of = report["day"]["as_of"]
    for row in _rows(report):
        writer.writerow([_safe(cell) for cell in (*row, as_of)])
    return out.getvalue()


def _rows(report: Mapping[str, Any]) -> Iterator[Row]:
    for name in ("slug", "title", "version"):
        yield "day", "", report["day"][name], name, "", ""
    for name, number in report["figures"].items():
        yield "figures", "", "", name, number, ""
    for cut, table in report["by"].items():
        for value, counts in table.items():
            for name, number in counts.items():
                yield "by", cut, value, name, number, ""
    for outcome, row in report["seen"].items():
        for observation, number in row.items():
            yield "seen", "outcome", outcome, observation, number, ""
    for wait, summary in report["times"].items():
        for name, number in summary.items():
            yield "times", wait, "", name, number, ""
    yield from _agreement(report["agreement"])
    for rate in report["rates"]:
        yield "rates", "", "", rate["name"], rate["numerator"], rate["denominator"]


def _agreement(agreement: Mapping[str, Any]) -> Iterator[Row]:
    for name in ("n", "alpha", "low", "high"):
        yield "agreement", "", "", name, agreement[name], ""
    for name, number in agreement["table"].items():
        yield "agreement", "table", "", name, number, ""


def _safe(cell: Any) -> Any:
    """A text that no spreadsheet runs; numbers stay as they are."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell
