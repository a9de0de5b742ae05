"""Reads a list of fingerprints from a file, as a whole or not at all.

Two forms are told apart by the first line: CSV, whose header names at least `type` and `value`, and
ThreatExchange's `local_file` form, one `TYPE VALUE` a line.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gettext import gettext as _
from io import StringIO
from pathlib import Path

from actionday.errors import BadInput
from actionday.media.codes import is_hash

SEARCHED = frozenset({"pdq", "vpdq"})
"""Types whose values are 256-bit codes; their form is checked, that of other types is not."""

WITHDRAWN = {"": False, "0": False, "no": False, "false": False}
WITHDRAWN |= {"1": True, "yes": True, "true": True}


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One row: a fingerprint's type (lower case) and value, and whether it still counts."""

    type: str
    value: str
    label: str = ""
    withdrawn: bool = False


def read_list(path: Path) -> list[ListEntry]:
    """Return a list file's entries; BadInput names the file and the row that cannot be used."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadInput(_("%(path)s: the list is not UTF-8 text") % {"path": path}) from error
    if not text.strip():
        raise BadInput(_("%(path)s: the list is empty") % {"path": path})
    first = text.lstrip().partition("\n")[0]
    return list(_csv_entries(path, text) if "," in first else _pair_entries(path, text))


def _csv_entries(path: Path, text: str) -> Iterator[ListEntry]:
    rows = csv.reader(StringIO(text, newline=""), strict=True)
    header: list[str] = []
    try:
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if header:
                yield _entry(path, rows.line_num, _named(path, rows.line_num, header, row))
            else:
                header = _header(path, rows.line_num, row)
    except csv.Error as error:
        raise _bad(path, rows.line_num, str(error)) from error


def _header(path: Path, number: int, row: list[str]) -> list[str]:
    names = [name.strip().lower() for name in row]
    for needed in ("type", "value"):
        if names.count(needed) != 1:
            raise _bad(path, number, _("the header needs one column '%(name)s'") % {"name": needed})
    return names


def _named(path: Path, number: int, header: list[str], row: list[str]) -> dict[str, str]:
    if len(row) != len(header):
        reason = _("%(cells)d cells where the header has %(names)d") % {
            "cells": len(row),
            "names": len(header),
        }
        raise _bad(path, number, reason)
    return dict(zip(header, (cell.strip() for cell in row), strict=True))


def _pair_entries(path: Path, text: str) -> Iterator[ListEntry]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        kind, _space, value = line.strip().partition(" ")
        yield _entry(path, number, {"type": kind, "value": value.strip()})


def _entry(path: Path, number: int, row: Mapping[str, str]) -> ListEntry:
    kind, value = row["type"].lower(), row["value"]
    if not kind or not value:
        raise _bad(path, number, _("a type and a value are needed"))
    if kind in SEARCHED and not is_hash(value):
        raise _bad(path, number, _("the value of a %(type)s is 64 hex digits") % {"type": kind})
    withdrawn = WITHDRAWN.get(row.get("withdrawn", "").lower())
    if withdrawn is None:
        raise _bad(path, number, _("'withdrawn' must be true, false or empty"))
    return ListEntry(kind, value, row.get("label", ""), withdrawn)


def _bad(path: Path, number: int, reason: str) -> BadInput:
    return BadInput(
        _("%(path)s, row %(row)d: %(reason)s") % {"path": path, "row": number, "reason": reason}
    )
