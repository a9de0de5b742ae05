"""Reads ledger.jsonl: each line has to be the one canonical text of an entry that proves itself.

"Canonical" is RFC 8785 for JSON without floats and with ASCII keys; see docs/reference/ledger.md.
"""

import json
import re
from collections.abc import Set
from datetime import datetime
from gettext import gettext as _
from hashlib import sha256
from typing import Any, NamedTuple

LINE, SHOWN, HIDDEN = {"fields", "leaf"}, {"salt", "value"}, {"digest"}
SALT, DIGEST = re.compile("[0-9a-f]{32}"), re.compile("[0-9a-f]{64}")
LEAF = {
    "time": re.compile(r"\d{4}-\d\d-\d\dT(?!24)\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII),
    "event": re.compile(r"[a-z_]+\.[a-z_]+"),
    "subject": SALT,
    "commit": DIGEST,
}


class Withheld(NamedTuple):
    """Stands for the value of a field of which only the digest is shown."""

    digest: str


class Entry(NamedTuple):
    """A line that has been checked; `leaf` are its bytes in the tree."""

    number: int
    time: datetime
    time_text: str
    event: str
    subject: str
    values: dict[str, Any]
    leaf: bytes


def canonical(value: Any) -> bytes:
    """Return the canonical JSON of what `READER` returned."""
    return WRITER.encode(value).encode()


def read(raw: bytes, number: int) -> Entry:
    """Check the line that has to hold entry `number`; raise ValueError that says what is wrong."""
    try:
        entry = READER.decode(raw.decode())
        if canonical(entry) + b"\n" != raw:
            raise ValueError(_("not canonical JSON (RFC 8785) and one line feed"))
        if not raw.isascii() and not _ascii_keys(entry):
            raise ValueError(_("a key is not ASCII"))
    except RecursionError:
        raise ValueError(_("nested too deeply")) from None
    _expect_keys("the line", entry, LINE)
    leaf, fields = entry["leaf"], entry["fields"]
    _expect_keys("leaf", leaf, LEAF.keys() | {"index"})
    for name, form in LEAF.items():
        _expect_form(name, leaf[name], form)
    if leaf["index"] != number or isinstance(leaf["index"], bool):
        raise ValueError(_("index %(got)r, not %(due)d") % {"got": leaf["index"], "due": number})
    time, values = datetime.fromisoformat(leaf["time"][:-1]), _values(fields, leaf["commit"])
    text, event, subject = leaf["time"], leaf["event"], leaf["subject"]
    # "leaf" is the last key, and no quote is in it: its canonical bytes end the line
    return Entry(number, time, text, event, subject, values, raw[raw.rindex(b'{"commit"') : -2])


def _values(fields: Any, commit: str) -> dict[str, Any]:
    """Return the fields' values once they are shown to be those that were committed to."""
    if not isinstance(fields, dict):
        raise ValueError(_("fields is not an object"))
    digests = {name: _digest(name, field) for name, field in fields.items()}
    if sha256(canonical(digests)).hexdigest() != commit:
        raise ValueError(_("commit does not fit the fields %(names)s") % {"names": list(fields)})
    return {
        name: field["value"] if "value" in field else Withheld(field["digest"])
        for name, field in fields.items()
    }


def _digest(name: str, field: Any) -> str:
    if isinstance(field, dict) and "digest" in field:
        _expect_keys(name, field, HIDDEN)
        _expect_form(f"{name}.digest", field["digest"], DIGEST)
        return str(field["digest"])
    _expect_keys(name, field, SHOWN)
    _expect_form(f"{name}.salt", field["salt"], SALT)
    return sha256(bytes.fromhex(field["salt"]) + canonical(field["value"])).hexdigest()


def _expect_keys(what: str, value: Any, keys: Set[str]) -> None:
    if not isinstance(value, dict) or value.keys() != keys:
        told = {"what": what, "keys": ", ".join(sorted(keys))}
        raise ValueError(_("%(what)s: not an object with exactly the keys %(keys)s") % told)


def _expect_form(what: str, value: Any, form: re.Pattern[str]) -> None:
    if not isinstance(value, str) or not form.fullmatch(value):
        raise ValueError(_("%(what)s: %(value)r has another form") % {"what": what, "value": value})


def _ascii_keys(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(str.isascii, value)) and all(map(_ascii_keys, value.values()))
    return not isinstance(value, list) or all(map(_ascii_keys, value))


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > 2**53 - 1:
        raise ValueError(_("integer %(text)s is beyond 2^53-1") % {"text": text})
    return int(text)


def _no_float(text: str) -> None:
    raise ValueError(_("%(text)s is a float") % {"text": text})


READER = json.JSONDecoder(parse_int=_integer, parse_float=_no_float, parse_constant=_no_float)
WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
