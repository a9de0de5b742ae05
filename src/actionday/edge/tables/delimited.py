"""CSV and its kin: what separates the cells is guessed from the first line."""

import csv
import re
from collections.abc import Iterator
from gettext import gettext as _
from io import StringIO

from .table import CELL_CHARS, ROWS, BadTable, Table, require_few, with_header

NONE = "\x1f"
SEPARATORS = {",": _("commas"), ";": _("semicolons"), "\t": _("tabs"), "|": _("bars")}
SAID = re.compile(r"sep=(.)\n", re.IGNORECASE)
QUOTED = re.compile(r'"[^"]*"')
LONGEST = 1_000_000


def read_delimited(text: str, facts: list[str], separator: str = "") -> Table:
    """Return the table; raises BadTable with the row where the quotation marks do not fit."""
    said = SAID.match(text)
    body = text[said.end() :] if said else text
    separator = said[1] if said else separator or guessed_separator(body)
    if separator in SEPARATORS:
        facts = [*facts, _("separated by %(what)s") % {"what": SEPARATORS[separator]}]
    return with_header("csv", list(rows_of(body, separator, 1 if said else 0)), facts)


def guessed_separator(text: str) -> str:
    """Return what most often stands between the cells of the first line that is not empty."""
    first = next((line for line in text.split("\n", 50) if line.strip()), "")
    bare = QUOTED.sub("", first[:LONGEST])
    best = max(SEPARATORS, key=bare.count)
    return best if best in bare else NONE


def rows_of(text: str, separator: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the number of its line."""
    if separator in '"\n':
        raise BadTable(_("Row 1: this cannot separate cells."))
    csv.field_size_limit(LONGEST)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number, count = 1, 0
    try:
        for cells in reader:
            count += 1
            if count > ROWS + 1:  # a header among them
                require_few(max(count - 1, text.rstrip("\n").count("\n")))
            yield number + skipped, [cell.strip()[: CELL_CHARS + 1] for cell in cells]
            number = reader.line_num + 1
    except csv.Error as error:
        raise BadTable(
            _("Row %(row)d: the quotation marks do not fit together (%(why)s).")
            % {"row": number + skipped, "why": error}
        ) from error
