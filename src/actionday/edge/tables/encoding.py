"""Bytes to text: UTF-8 or UTF-16 with or without a mark, Windows-1252, or a mixture by line."""

import codecs
import re
from gettext import gettext as _

from .table import BadTable

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
BREAK = re.compile("\r\n|\r|\n")


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and, for a person, the name of its encoding; raises BadTable.

    Lines end in a plain line feed.
    """
    text, name = decoded(data)
    return BREAK.sub("\n", text), name


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text as it is, and the name of its encoding."""
    for mark, codec, name in (*MARKS, *unmarked(data)):
        if data.startswith(mark):
            try:
                return data.decode(codec), name
            except UnicodeDecodeError as error:
                raise BadTable(
                    _("The text begins as %(name)s but is not: it is damaged at byte %(at)d.")
                    % {"name": name, "at": error.start}
                ) from error
    if b"\0" in data:
        raise BadTable(_("This is not a text file, nor a spreadsheet that can be read."))
    try:
        return data.decode(), "UTF-8"
    except UnicodeDecodeError:
        return by_line(data)


def unmarked(data: bytes) -> list[tuple[bytes, str, str]]:
    """Return UTF-16 where it shows without a mark: every other byte of the beginning is zero."""
    head = data[:200]
    if len(head) < 4 or len(data) % 2:
        return []
    if not any(head[::2]) and all(head[1::2]):
        return [(b"", "utf-16-be", "UTF-16")]
    if not any(head[1::2]) and all(head[::2]):
        return [(b"", "utf-16-le", "UTF-16")]
    return []


def by_line(data: bytes) -> tuple[str, str]:
    """Return text that is not all UTF-8: each line by itself UTF-8 or else Windows-1252."""
    lines, mixed = [], False
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode())
            mixed = mixed or not line.isascii()
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", "replace"))
    name = _("mixed UTF-8 and Windows-1252") if mixed else "Windows-1252"
    return "\n".join(lines), name
