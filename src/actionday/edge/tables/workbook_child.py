"""The process that reads a workbook: `python -m actionday.edge.tables.workbook_child < FILE`.

It may use little memory and time, open no file for writing and start no process. The parser is
native code: whatever a file does to it ends here. Cells are values; a formula gives the value that
was saved with it and is never evaluated.
"""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from .links import is_link
from .table import CELL_CHARS, COLUMNS, ROWS

MEMORY_BYTES = 512 * 2**20
CPU_S = 20
ANSWER_CHARS = 32 * 2**20
SHEETS, LOOKED_AT = 20, 100
MOST_CELLS = 4_000_000


def confine() -> None:
    """Take away what reading does not need."""
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_S),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(kind, (most, most))


def read(data: bytes) -> dict[str, Any]:
    """Return the rows of the sheet that counts, or what is wrong."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        return chosen(book)
    except PasswordError:
        return {"encrypted": True}
    except CalamineError as error:
        return {"error": str(error)[:200]}


def chosen(book: CalamineWorkbook) -> dict[str, Any]:
    """Return the first sheet with links in its first rows, else the first with anything."""
    names = book.sheet_names
    best: dict[str, Any] | None = None
    for name in names[:SHEETS]:
        sheet = book.get_sheet_by_name(name)
        rows = sheet_rows(sheet)
        found = {"sheet": name[:80], "sheets": len(names), **rows}
        if "rows_in_sheet" in rows or any(
            is_link(cell) for _row, cells in rows["rows"][:LOOKED_AT] for cell in cells
        ):
            return found
        if rows["rows"] and best is None:
            best = found
    return best or {"sheet": names[0] if names else "", "sheets": len(names), "rows": []}


def sheet_rows(sheet: CalamineSheet) -> dict[str, Any]:
    """Return the rows, numbered as the spreadsheet shows them; of too many only their number."""
    first = (sheet.start or (0, 0))[0]
    if sheet.height > ROWS + 1 or sheet.height * sheet.width > MOST_CELLS:
        filled = sum(1 for cells in sheet.iter_rows() if any(cell != "" for cell in cells))
        if filled > ROWS + 1:
            return {"rows": [], "rows_in_sheet": filled - 1}
    rows, left = [], ANSWER_CHARS
    for number, values in enumerate(sheet.to_python(), start=first + 1):
        cells = [text_of(value) for value in values[:COLUMNS]]
        left -= sum(map(len, cells))
        if left < 0:
            raise MemoryError
        if any(cells):
            rows.append((number, cells))
    return {"rows": rows}


def text_of(value: Any) -> str:
    """Return a cell as the text that a person would have typed."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time | timedelta):
        return str(value)
    return str(value).strip()[: CELL_CHARS + 1]


def main() -> None:
    """Read standard input, answer on standard output."""
    data = sys.stdin.buffer.read()
    confine()
    sys.stdout.write(json.dumps(read(data)))


if __name__ == "__main__":
    main()
