"""ThreatExchange's `local_file` form: `TYPE VALUE` a line, and nothing else about an entry."""

import re
from collections.abc import Iterable, Iterator
from gettext import gettext as _
from typing import TextIO

from .entry import BadRow, Head, ListEntry, Refused, Row
from .fields import entry_of
from .signals import HEX_DIGITS, type_of

LINE = re.compile(r"\s*[A-Za-z][\w-]*\s+\S")
WRONG = "NEGATIVE_CLASS"
"""What `tx` says of a signal that finds what does not belong: it must not be matched."""

OPINIONS = f"{WRONG}|INVESTIGATION_SEED|POSITIVE_CLASS|DISPUTED"
DUMPED = re.compile(rf"""(\S+)(?: '.*'| ".*")? ({OPINIONS})(?: (\S+))?""")
"""What `tx dataset --print-signals` prints after the type: value, collaboration, opinion, tags."""

ITS_NAMES = {"md5": "video_md5", "sha256": "video_sha256", "vpdq": "pdq"}
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
            yield _entry(parts[0], parts[1])
        except BadRow as error:
            yield Refused(number, str(error))


def _entry(kind: str, rest: str) -> ListEntry:
    """Return a line's entry; `tx dataset --print-signals` says after a hash what is held of it."""
    if type_of(kind) not in HEX_DIGITS:
        return entry_of({"type": kind, "value": rest})
    said = DUMPED.fullmatch(rest.strip())
    value, opinion, tags = said.groups("") if said else (rest, "", "")
    withdrawn = "1" if opinion == WRONG else ""
    return entry_of({"type": kind, "value": value, "label": tags, "withdrawn": withdrawn})


def write_pairs(head: Head, entries: Iterable[ListEntry], out: TextIO) -> None:
    """Write the valid entries: the form cannot say that one is withdrawn."""
    for each in entries:
        if not each.withdrawn:
            out.write(f"{ITS_NAMES.get(each.type, each.type)} {each.value}\n")
