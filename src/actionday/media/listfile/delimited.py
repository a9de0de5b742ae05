"""CSV: a header with at least `type` and `value`; a row is a line, so that one open quotation mark
spoils its own line and no other."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from gettext import gettext as _
from typing import TextIO

from .entry import BadRow, Head, ListEntry, Refused, Row
from .fields import entry_of
from .pairs import WRONG

SEPARATORS = ",;\t|"
COLUMNS = ("type", "value", "label", "source", "tlp", "licence", "confidence", "added", "withdrawn")
OTHER_NAMES = {"signal_type": "type", "signal_str": "value", "license": "licence", "tags": "label"}
"""`tx dataset --print-signals --csv` writes signal_type, signal_str, category and tags."""

FORMULA = ("=", "+", "-", "@")
"""A spreadsheet takes a text that begins so for a formula; it gets an apostrophe before it."""

APOSTROPHES = tuple(f"'{each}" for each in FORMULA)


class NoHeader(BadRow):
    """The first line is no header of a list."""


def header_of(line: str) -> tuple[str, list[str]]:
    """Return what separates the cells, and the names of the columns; raises NoHeader."""
    separator = max(SEPARATORS, key=line.count)
    names = [name.strip().lower() for name in _cells(line, separator)]
    names = [OTHER_NAMES.get(name, name) for name in names]
    for needed in ("type", "value"):
        if names.count(needed) != 1:
            raise NoHeader(_("the header needs one column '%(name)s'") % {"name": needed})
    return separator, names


def read_csv(lines: Iterable[tuple[int, str]]) -> Iterator[Row]:
    """Yield an entry or a refusal a row; the first line is the header."""
    separator = ""
    names: list[str] = []
    for number, line in lines:
        if not names:
            separator, names = header_of(line)
            continue
        try:
            cells = _cells(line, separator)
            if not any(cells):
                continue
            yield entry_of(_named(names, cells))
        except BadRow as error:
            yield Refused(number, str(error))


def _cells(line: str, separator: str) -> list[str]:
    if '"' not in line:
        return line.split(separator)
    try:
        return next(csv.reader((line,), delimiter=separator, strict=True))
    except csv.Error as error:
        raise BadRow(
            _("the quotation marks do not fit together (%(why)s)") % {"why": error}
        ) from error


def _named(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    if len(cells) != len(names):
        raise BadRow(
            _("%(cells)d cells where the header has %(names)d")
            % {"cells": len(cells), "names": len(names)}
        )
    fields = {name: cell for name, cell in zip(names, cells, strict=True) if cell}
    if fields.get("category") == WRONG and "withdrawn" not in fields:
        fields["withdrawn"] = "1"
    for name in ("label", "source", "licence"):
        if name in fields and fields[name].startswith(APOSTROPHES):
            fields[name] = fields[name][1:]
    return fields


def write_csv(head: Head, entries: Iterable[ListEntry], out: TextIO) -> None:
    """Write a header and a row an entry; what the list says of all its entries stands in each."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in entries:
        writer.writerow(
            [
                each.type,
                each.value,
                _safe(each.label),
                _safe(each.source or head.source),
                each.tlp or head.tlp,
                _safe(each.licence or head.licence),
                "" if each.confidence is None else each.confidence,
                each.added_at.isoformat() if each.added_at else "",
                "true" if each.withdrawn else "",
            ]
        )


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
