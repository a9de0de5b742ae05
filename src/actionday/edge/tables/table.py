"""What is read from a file, whatever its format: numbered rows of text under a header."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from gettext import gettext as _

from actionday.errors import BadInput

FILE_BYTES = 10 * 2**20
ROWS = 20_000
COLUMNS = 60
CELL_CHARS = 20_000
FIELDS = ("url", "kind", "language", "note")
"""What a find can say of itself; the columns of a file are guessed to be one of these, or none."""


class BadTable(BadInput):
    """The file cannot be read; the text says why and, where it can, in which row."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was passed over: the row, its text (shortened), and why."""

    row: int
    text: str
    why: str


@dataclass(slots=True)
class Table:
    """A file as rows: the number that the file's own program shows, and the cells as text.

    `header` names the columns; where the file has none they are lettered. `facts` say in words what
    was guessed: the encoding, what separates the cells, the sheet.
    """

    format: str
    header: list[str]
    rows: list[tuple[int, list[str]]]
    facts: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def with_header(format: str, rows: Sequence[tuple[int, list[str]]], facts: list[str]) -> Table:
    """Return the table of rows whose first one is its header, unless that one holds a link."""
    from .links import is_link

    filled = [(number, cells) for number, cells in rows if any(cells)]
    if not filled:
        raise BadTable(_("The file is empty."))
    width = min(max(len(cells) for _number, cells in filled), COLUMNS)
    first = filled[0][1]
    if any(is_link(cell) for cell in first):
        facts = [*facts, _("no header")]
        return Table(format, lettered(width), filled, facts)
    return Table(format, first[:COLUMNS], filled[1:], facts)


def lettered(width: int) -> list[str]:
    """Return names for columns that have none: A, B, ... as a spreadsheet shows them."""
    letters = [chr(ord("A") + n) for n in range(26)]
    names = letters + [f"A{letter}" for letter in letters] + [f"B{letter}" for letter in letters]
    return names[:width]


def require_few(rows: int) -> None:
    """Raise BadTable where there are more rows than one upload takes."""
    if rows > ROWS:
        raise BadTable(
            _("The file has %(rows)s rows; at most %(most)s can be taken at once. Split it.")
            % {"rows": f"{rows:,}", "most": f"{ROWS:,}"}
        )
