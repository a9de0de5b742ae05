"""Our own JSON, one object a line: the list itself first, then an entry a line. Nothing is lost."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from gettext import gettext as _
from itertools import islice
from typing import Any, TextIO

from .entry import BadRow, Head, ListEntry, Refused, Row
from .fields import CHARS, entry_of
from .signals import text_of
from .tlp import tlp_of

MARK, VERSION = "actionday_list", 1
KINDS = ("match", "never")


def head_of(line: str) -> Head | None:
    """Return what the first line says of the list; None where it is not ours.

    Raises BadRow where it is ours and cannot be used.
    """
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(given, dict) or MARK not in given:
        return None
    if given[MARK] != VERSION:
        raise BadRow(_("version %(version)s of the format is not known") % {"version": given[MARK]})
    return _head(given)


def _head(given: dict[str, Any]) -> Head:
    texts = {name: given.get(name, "") for name in ("name", "source", "licence", "tlp", "kind")}
    cap = given.get("cap")
    if not all(isinstance(text, str) for text in texts.values()):
        raise BadRow(_("name, source, tlp, licence and kind must be texts"))
    if texts["kind"] not in ("", *KINDS) or not (cap is None or _is_count(cap)):
        raise BadRow(_("'kind' must be match or never, 'cap' a whole number above 0"))
    for name in ("source", "licence"):
        texts[name] = text_of(texts[name], CHARS[name], f"'{name}'")
    try:
        texts["tlp"] = tlp_of(texts["tlp"])
    except ValueError as error:
        raise BadRow(_("'tlp' must be clear, green, amber, amber+strict or red")) from error
    return Head(**texts, cap=cap)


def _is_count(given: Any) -> bool:
    return isinstance(given, int) and not isinstance(given, bool) and 0 < given < 2**31


def read_own(lines: Iterable[tuple[int, str]]) -> Iterator[Row]:
    """Yield an entry or a refusal a line after the first."""
    for number, line in islice(lines, 1, None):
        try:
            yield entry_of(_fields(line))
        except BadRow as error:
            yield Refused(number, str(error))


def _fields(line: str) -> dict[str, str]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadRow(_("this line is no JSON")) from error
    if not isinstance(given, dict):
        raise BadRow(_("this line is no JSON object"))
    if not all(isinstance(value, str | int) for value in given.values()):
        raise BadRow(_("values must be texts or whole numbers"))
    return {
        name: value if isinstance(value, str) else str(value).lower()
        for name, value in given.items()
    }


def write_own(head: Head, entries: Iterable[ListEntry], out: TextIO) -> None:
    """Write the list's line, then a line an entry."""
    first = {MARK: VERSION} | {
        name: value
        for name in ("name", "source", "tlp", "licence", "kind", "cap")
        if (value := getattr(head, name)) not in ("", None)
    }
    out.write(json.dumps(first, ensure_ascii=False) + "\n")
    for each in entries:
        out.write(json.dumps(_line(each), ensure_ascii=False) + "\n")


def _line(each: ListEntry) -> dict[str, Any]:
    line: dict[str, Any] = {"type": each.type, "value": each.value}
    for name in ("label", "source", "tlp", "licence"):
        if text := getattr(each, name):
            line[name] = text
    if each.confidence is not None:
        line["confidence"] = each.confidence
    if each.added_at:
        line["added"] = _stamp(each.added_at)
    if each.withdrawn:
        line["withdrawn"] = _stamp(each.withdrawn_at) if each.withdrawn_at else True
    return line


def _stamp(time: datetime) -> str:
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")
