"""ThreatExchange's `local_file` form: `TYPE VALUE` a line, and nothing else about an entry."""

import re
from collections.abc import Iterable, Iterator
from gettext import gettext as _
from typing import TextIO

from .entry import BadRow, Head, ListEntry, Refused, Row
from .fields import entry_of

LINE = re.compile(r"\s*[A-Za-z][\w-]*\s+\S")
ITS_NAMES = {"md5": "video_md5", "vpdq": "pdq"}
"""What `tx` calls them. Its own vPDQ is a whole video in one line of JSON; one frame is a PDQ."""


def read_pairs(lines: Iterable[tuple[int, str]]) -> Iterator[Row]:
    """Yield an entry or a refusal a line."""
    for number, line in lines:
        parts = line.split(None, 1)
        if not parts:
            continue
        try:
            if len(parts) == 1:
                raise BadRow(_("a type and a value are needed"))
            yield entry_of({"type": parts[0], "value": parts[1]})
        except BadRow as error:
            yield Refused(number, str(error))


def write_pairs(head: Head, entries: Iterable[ListEntry], out: TextIO) -> None:
    """Write the valid entries: the form cannot say that one is withdrawn."""
    for each in entries:
        if not each.withdrawn:
            out.write(f"{ITS_NAMES.get(each.type, each.type)} {each.value}\n")
