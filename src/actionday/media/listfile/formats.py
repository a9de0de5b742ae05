"""Which format a file has, and reading and writing it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import Any, TextIO

from actionday.errors import BadInput

from . import delimited, misp, own, pairs
from .document import document
from .entry import BadRow, Head, ListEntry, Refused, Row
from .stix import StixReader
from .stix_export import write_stix
from .text import encoding_of, first_line, lines_of

FORMATS = ("csv", "tx", "misp", "stix", "json")
WRITERS: dict[str, Callable[[Head, Iterable[ListEntry], TextIO], None]] = {
    "csv": delimited.write_csv,
    "tx": pairs.write_pairs,
    "misp": misp.write_misp,
    "stix": write_stix,
    "json": own.write_own,
}
HEAD_BYTES = 65_536


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file that is a list: its format, what it says of the list, its rows (read when asked)."""

    format: str
    head: Head
    rows: Iterator[Row]


def open_list(path: Path, format: str = "") -> ListFile:
    """Begin to read a file; BadInput names it where it is no list, or not of this format."""
    try:
        with path.open("rb") as file:
            first = file.read(HEAD_BYTES)
        if not first.strip(b"\xef\xbb\xbf \t\r\n"):
            raise BadRow(_("the list is empty"))
        return _opened(path, first, format)
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from error
    except BadRow as error:
        raise BadInput(f"{path}: {error}") from error


def _opened(path: Path, first: bytes, format: str) -> ListFile:
    encoding = encoding_of(first)
    number, line = first_line(first, encoding)
    try:
        if format in ("misp", "stix") or (not format and _begins_document(line)):
            return _of_document(document(path), format)
        return _of_lines(path, encoding, line, format)
    except delimited.NoHeader as error:
        raise BadRow(_row(number, str(error))) from error


def _begins_document(line: str) -> bool:
    return line.lstrip()[:1] in ("{", "[") and own.head_of(line) is None


def _of_document(given: Any, format: str) -> ListFile:
    """Return a MISP event or STIX bundle as a list."""
    bundle = isinstance(given, dict) and given.get("type") == "bundle"
    if format == "stix" and not bundle:
        raise BadRow(_("there is no STIX bundle in this JSON"))
    if bundle and format != "misp":
        reader = StixReader(given)
        return ListFile("stix", reader.head, reader.rows())
    events = list(misp.events_of(given))
    if not events:
        raise BadRow(
            _("there is no MISP event in this JSON")
            if format
            else _("this JSON is neither a MISP event nor a STIX bundle nor a list of ours")
        )
    return ListFile("misp", misp.head_of(events), misp.read_misp(events))


def _of_lines(path: Path, encoding: str, line: str, format: str) -> ListFile:
    """Return CSV, `tx` or our own JSON as a list."""
    lines = lines_of(path, encoding)
    format = format or _seen(line)
    if format == "json":
        head = own.head_of(line)
        if head is None:
            raise BadRow(_("row 1: this is no list in our own JSON"))
        return ListFile(format, head, own.read_own(lines))
    if format == "csv":
        delimited.header_of(line)
        return ListFile(format, Head(), delimited.read_csv(lines))
    return ListFile("tx", Head(), pairs.read_pairs(lines))


def _seen(line: str) -> str:
    """Return which format a file of lines has, by the first of them."""
    if own.head_of(line) is not None:
        return "json"
    if not line.isprintable() and "\t" not in line:
        raise BadRow(_("this is no list, or not UTF-8 text"))
    try:
        delimited.header_of(line)
    except delimited.NoHeader:
        separated = re.search(r"[,;|]", line.split(None, 2)[1] if len(line.split()) > 1 else line)
        return "csv" if separated or not pairs.LINE.match(line) else "tx"
    return "csv"


def read_list(path: Path) -> list[ListEntry]:
    """Return all entries of a file; BadInput names it and the first row that cannot be used."""
    entries = []
    for row in open_list(path).rows:
        if isinstance(row, Refused):
            raise BadInput(f"{path}, {_row(row.row, row.why)}")
        if isinstance(row, ListEntry):
            entries.append(row)
    return entries


def _row(number: int, why: str) -> str:
    return _("row %(row)d: %(reason)s") % {"row": number, "reason": why}


def write_list(format: str, head: Head, entries: Iterable[ListEntry], out: TextIO) -> None:
    """Write a list in one of FORMATS, however long it is."""
    WRITERS[format](head, entries, out)
