"""Workbooks that want to do harm: bombs, endless rows, locks; memory is measured at its users."""

import io
import resource
import subprocess
import sys
import time
import zipfile

import pytest

from actionday.edge.tables import BadTable, read, workbook
from tests.tables.books import CELL, book, saved, with_sheet

MEASURE = """
import re, resource, sys
from pathlib import Path
from actionday.edge.tables import BadTable, read
try:
    table = read(sys.stdin.buffer.read(), "x.xlsx")
    print("read", len(table.rows))
except BadTable as error:
    print("refused", error)
own = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
print(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024)
"""
MOST_MB = 700


def measured(data: bytes) -> tuple[str, int, float]:
    """Read a workbook in a fresh process: what came of it, the memory in MB, the seconds."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", MEASURE], input=data, capture_output=True, check=True
    )
    said, used = done.stdout.decode().splitlines()
    return said, int(used), time.monotonic() - began


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """A workbook of 1 MB whose sheet unpacks to a gigabyte."""
    row = CELL.format(1, "A" * 1000).encode()
    return with_sheet(row * 1000, times=2**30 // len(row) // 1000)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(bomb: bytes) -> None:
    said, used, took = measured(bomb)
    assert said.startswith("refused The workbook would unpack to 1,0")
    assert used < 200
    assert took < 10


def test_a_bomb_that_lies_about_its_size_ends_in_the_child() -> None:
    row = CELL.format(1, "A" * 1000).encode()
    lying = with_sheet(row * 1000, times=400, lie=4096)
    said, used, took = measured(lying)
    assert said.startswith("refused")
    assert used < MOST_MB
    assert took < 60


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD1"])
def test_a_sheet_that_spans_the_whole_grid_needs_no_more_than_it_may(cell: str) -> None:
    value = "<is><t>http://a.example/1</t></is>"
    rows = f'<row r="1"><c r="A1" t="inlineStr">{value}</c></row>'
    rows += f'<row r="{cell.lstrip("XFDA")}"><c r="{cell}" t="inlineStr">{value}</c></row>'
    _said, used, took = measured(with_sheet(rows.encode()))
    assert used < MOST_MB
    assert took < 30


def test_200_000_rows_are_refused_quickly_and_with_their_number() -> None:
    rows = "".join(CELL.format(n, f"http://a.example/{n}") for n in range(1, 200_001))
    said, used, took = measured(with_sheet(rows.encode()))
    assert "rows; at most 20,000" in said
    assert used < MOST_MB
    assert took < 15


def test_the_child_may_use_little_memory_and_holds_no_secret() -> None:
    from actionday.edge.tables import workbook_child

    assert workbook_child.MEMORY_BYTES <= 512 * 2**20
    probe = "import os, resource, actionday.edge.tables.workbook_child as c; c.confine();"
    probe += "print(resource.getrlimit(resource.RLIMIT_AS)[0], resource.getrlimit(1)[0])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True)
    assert done.stdout.split() == [str(512 * 2**20).encode(), b"0"]
    assert resource.RLIMIT_FSIZE == 1


def test_macros_are_never_run_and_the_values_are_read() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book(["url"], ["http://a.example/1"]))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 a macro")
    assert read(out.getvalue(), "x.xlsm").rows == [(2, ["http://a.example/1"])]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (workbook.OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (workbook.OLE + b"rest of an old file", "old .xls"),
        (b"PK\x03\x04", "damaged"),
        (b"PK\x05\x06" + bytes(18), "no XLSX workbook"),
    ],
)
def test_what_is_locked_old_or_broken_is_named(data: bytes, words: str) -> None:
    with pytest.raises(BadTable, match=words):
        read(data, "x.xlsx")


def test_a_broken_sheet_is_an_error_of_the_file() -> None:
    with pytest.raises(BadTable, match="cannot be read"):
        read(with_sheet(b"<row"), "x.xlsx")


def test_an_empty_workbook_is_empty() -> None:
    from openpyxl import Workbook

    with pytest.raises(BadTable, match="empty"):
        read(saved(Workbook()), "x.xlsx")
