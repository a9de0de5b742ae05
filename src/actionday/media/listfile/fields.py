"""From the named texts of a row to an entry: the same for every format."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from gettext import gettext as _
from typing import Any

from .entry import BadRow, ListEntry
from .signals import text_of, type_of, value_of
from .tlp import tlp_of

CHARS = {"label": 300, "source": 200, "licence": 200}
"""The longest texts that are kept."""

EARLIEST = 1970

WITHDRAWN = {"0": False, "no": False, "false": False}
WITHDRAWN |= {"1": True, "yes": True, "true": True}


def entry_of(given: Mapping[str, str]) -> ListEntry:
    """Return the entry that these fields make; BadRow says which of them cannot be used.

    An empty field is as good as none. Most entries of a long list have no other than two.
    """
    kind = type_of(given.get("type", ""))
    value = value_of(kind, given.get("value", ""))
    said: dict[str, Any] = {}
    for name, text in given.items():
        if name in READERS and (stripped := text.strip()):
            said |= READERS[name](name, stripped)
    return ListEntry(kind, value, **said) if said else ListEntry(kind, value)


def _text(name: str, text: str) -> dict[str, str]:
    return {name: text_of(text, CHARS[name], f"'{name}'")}


def _tlp(name: str, text: str) -> dict[str, str]:
    try:
        return {name: tlp_of(text)}
    except ValueError as error:
        raise BadRow(_("'tlp' must be clear, green, amber, amber+strict or red")) from error


def _confidence(name: str, text: str) -> dict[str, int]:
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= 100):
        raise BadRow(_("'confidence' must be a whole number from 0 to 100"))
    return {name: int(text)}


def _added(name: str, text: str) -> dict[str, datetime]:
    return {"added_at": _time(name, text)}


def _withdrawn(name: str, text: str) -> dict[str, bool | datetime]:
    """Return whether, and if that is said when, an entry was withdrawn."""
    known = WITHDRAWN.get(text.lower())
    if known is not None:
        return {name: known}
    try:
        return {name: True, "withdrawn_at": _time(name, text)}
    except BadRow as error:
        raise BadRow(_("'withdrawn' must be true, false, empty or a time")) from error


def _time(name: str, text: str) -> datetime:
    """Return a time as RFC 3339 has it; without a zone it is UTC."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        time = datetime.min
    if time.year < EARLIEST:
        raise BadRow(_("'%(name)s' must be a time, as 2026-11-24T09:00:00Z") % {"name": name})
    return time if time.tzinfo else time.replace(tzinfo=UTC)


READERS: dict[str, Callable[[str, str], Mapping[str, Any]]] = {
    "label": _text,
    "source": _text,
    "licence": _text,
    "tlp": _tlp,
    "confidence": _confidence,
    "added": _added,
    "withdrawn": _withdrawn,
}
"""How each further field is read."""
