"""One entry of a list, and what becomes of a row that is none."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class BadRow(ValueError):
    """A row cannot be used; the text says why. Readers turn it into `Refused`."""


class ListEntry(NamedTuple):
    """A fingerprint's type (lower case) and value, and what its list says of it.

    `confidence` is 0-100. An entry without a `tlp` or `licence` has those of its list.
    """

    type: str
    value: str
    label: str = ""
    withdrawn: bool = False
    source: str = ""
    tlp: str = ""
    licence: str = ""
    confidence: int | None = None
    added_at: datetime | None = None
    withdrawn_at: datetime | None = None


class Refused(NamedTuple):
    """A row that cannot be used: its number in the file, and why."""

    row: int
    why: str


class PassedOver(NamedTuple):
    """What stands in a MISP event or STIX bundle and is no fingerprint, which is no fault."""

    row: int
    what: str


Row = ListEntry | Refused | PassedOver


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of the list as a whole; '' and None where it says nothing.

    `kind` is `match` or `never` (never match this); `cap` is how many pieces a day one entry may
    match.
    """

    name: str = ""
    source: str = ""
    tlp: str = ""
    licence: str = ""
    kind: str = ""
    cap: int | None = None
