"""Workbooks of the tests, made here."""

import io
import struct
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook

CELL = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c></row>'


def book(*rows: Sequence[object], at: int = 1, sheet: str = "Sheet") -> bytes:
    """Return a workbook with these rows, the first one at row `at`."""
    made = Workbook()
    made.active.title = sheet
    for number, row in enumerate(rows, start=at):
        for column, value in enumerate(row, start=1):
            made.active.cell(number, column, value)
    return saved(made)


def saved(made: Workbook) -> bytes:
    """Return a workbook's bytes."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


SPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BEGIN = b'<worksheet xmlns="' + SPACE + b'"><sheetData>'
END = b"</sheetData></worksheet>"


def with_sheet(rows: bytes, times: int = 1, lie: int = 0) -> bytes:
    """Return a workbook whose sheet is these rows, so often; `lie` is the size that it says."""
    out = io.BytesIO()
    sheet = "xl/worksheets/sheet1.xml"
    with (
        zipfile.ZipFile(io.BytesIO(book(["url"]))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in set(old.namelist()) - {sheet}:
            new.writestr(name, old.read(name))
        with new.open(sheet, "w") as file:
            file.write(BEGIN)
            for _n in range(times):
                file.write(rows)
            file.write(END)
        real = new.getinfo(sheet).file_size
    data = out.getvalue()
    return data.replace(struct.pack("<I", real), struct.pack("<I", lie)) if lie else data
