"""A file as numbered lines of text, one at a time, whatever its size."""

import codecs
from collections.abc import Iterator
from pathlib import Path

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


def encoding_of(head: bytes) -> str:
    """Return UTF-8, or UTF-16 where the file begins with its mark."""
    return next((name for mark, name in MARKS if head.startswith(mark)), "utf-8")


LINE_CHARS = 100_000
"""No row is as long; of a longer line only the beginning is read, and refused."""


def lines_of(path: Path, encoding: str) -> Iterator[tuple[int, str]]:
    """Yield each line that is not empty with its number from 1, without its line feed.

    Bytes that are no text become surrogates, which no field may have: such a row is refused alone.
    """
    with path.open(encoding=encoding, errors=errors_for(encoding), newline="\n") as file:
        number = 0
        while line := file.readline(LINE_CHARS):
            number += 1
            rest = line
            while rest and not rest.endswith("\n"):
                rest = file.readline(LINE_CHARS)
            if stripped := line.rstrip("\r\n"):
                yield number, stripped


def first_line(head: bytes, encoding: str) -> tuple[int, str]:
    """Return number and text of the first line that is not empty; the file begins with `head`."""
    lines = head.decode(encoding, errors_for(encoding)).split("\n")
    return next((n, line.rstrip("\r")) for n, line in enumerate(lines, start=1) if line.strip())


def errors_for(encoding: str) -> str:
    """Return what becomes of bytes that are no text."""
    return "replace" if encoding == "utf-16" else "surrogateescape"
