"""From the named texts of a row to an entry: the same for every format."""

from collections.abc import Mapping
from datetime import UTC, datetime
from gettext import gettext as _

from .entry import BadRow, ListEntry
from .signals import text_of, type_of, value_of
from .tlp import tlp_of

CHARS = {"label": 300, "source": 200, "licence": 200}
"""The longest texts that are kept."""

EARLIEST = 1970

WITHDRAWN = {"": False, "0": False, "no": False, "false": False}
WITHDRAWN |= {"1": True, "yes": True, "true": True}


def entry_of(given: Mapping[str, str]) -> ListEntry:
    """Return the entry that these fields make; BadRow says which of them cannot be used."""
    kind = type_of(given.get("type", ""))
    value = value_of(kind, given.get("value", ""))
    withdrawn, withdrawn_at = _withdrawal(given.get("withdrawn", ""))
    return ListEntry(
        kind,
        value,
        _text(given, "label"),
        withdrawn,
        _text(given, "source"),
        _tlp(given.get("tlp", "")),
        _text(given, "licence"),
        _confidence(given.get("confidence", "")),
        _time("added", given.get("added", "")),
        withdrawn_at,
    )


def _text(given: Mapping[str, str], name: str) -> str:
    text = given.get(name, "").strip()
    return text_of(text, CHARS[name], f"'{name}'") if text else ""


def _tlp(text: str) -> str:
    try:
        return tlp_of(text)
    except ValueError as error:
        raise BadRow(_("'tlp' must be clear, green, amber, amber+strict or red")) from error


def _confidence(text: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= 100):
        raise BadRow(_("'confidence' must be a whole number from 0 to 100"))
    return int(text)


def _withdrawal(text: str) -> tuple[bool, datetime | None]:
    """Return whether, and if that is said when, an entry was withdrawn."""
    known = WITHDRAWN.get(text.strip().lower())
    if known is not None:
        return known, None
    try:
        return True, _time("withdrawn", text)
    except BadRow as error:
        raise BadRow(_("'withdrawn' must be true, false, empty or a time")) from error


def _time(name: str, text: str) -> datetime | None:
    """Return a time as RFC 3339 has it; without a zone it is UTC."""
    if not text.strip():
        return None
    try:
        time = datetime.fromisoformat(text.strip())
    except ValueError:
        time = datetime.min
    if time.year < EARLIEST:
        raise BadRow(_("'%(name)s' must be a time, as 2026-11-24T09:00:00Z") % {"name": name})
    return time if time.tzinfo else time.replace(tzinfo=UTC)
