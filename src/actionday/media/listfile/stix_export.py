"""Writes a STIX 2.1 bundle: an indicator an entry, since only those can be revoked."""

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, TextIO

from .entry import Head, ListEntry
from .stix import LICENCE, MARKINGS, NEVER, TLP_2, title

NAMES = {"md5": "MD5", "sha1": "SHA-1", "sha256": "SHA-256", "sha512": "SHA-512", "tlsh": "TLSH"}
"""Of STIX 2.1's hash-algorithm-ov."""

EPOCH = datetime(2022, 10, 1, tzinfo=UTC)
"""When OASIS published the markings of TLP 2.0; a list is no older either."""

Object = dict[str, Any]


def write_stix(head: Head, entries: Iterable[ListEntry], out: TextIO) -> None:
    """Write the bundle, an object a line."""
    bundle = {"type": "bundle", "id": f"bundle--{_id(head.name, 'bundle')}", "objects": []}
    out.write(json.dumps(bundle).removesuffix("]}"))
    for number, each in enumerate(_objects(head, entries)):
        out.write(",\n" if number else "\n")
        out.write(json.dumps(each, ensure_ascii=False))
    out.write("\n]}\n")


def _objects(head: Head, entries: Iterable[ListEntry]) -> Iterator[Object]:
    author = f"identity--{_id(head.name, 'identity')}"
    stamp = _stamp(EPOCH)
    yield _object("identity", author, stamp) | {
        "modified": stamp, "name": head.source or head.name, "identity_class": "organization",
    }  # fmt: skip
    for name, id in MARKINGS.items():
        yield _object("marking-definition", id, stamp) | {
            "name": f"TLP:{name.upper()}",
            "extensions": {TLP_2: {"extension_type": "property-extension", "tlp_2_0": name}},
        }
    for each in entries:
        yield _indicator(head, each, author)


def _indicator(head: Head, each: ListEntry, author: str) -> Object:
    added = each.added_at or EPOCH
    changed = max(added, each.withdrawn_at or added)
    name = NAMES.get(each.type, f"x_{each.type}")
    value = each.value.replace("\\", "\\\\").replace("'", "\\'")
    made = _object(
        "indicator", f"indicator--{_id(head.name, each.type, each.value)}", _stamp(added)
    )
    made |= {
        "modified": _stamp(changed),
        "created_by_ref": author,
        "name": each.label or title(each.type, each.value),
        "description": f"An entry of the list {head.name}.",
        "indicator_types": ["unknown"],
        "pattern": f"[file:hashes.'{name}' = '{value}']",
        "pattern_type": "stix",
        "pattern_version": "2.1",
        "valid_from": _stamp(added),
        "revoked": each.withdrawn,
    }
    return made | _more(head, each)


def _more(head: Head, each: ListEntry) -> Object:
    """Return the properties that an indicator has only where there is something to say."""
    more: Object = {}
    if each.confidence is not None:
        more["confidence"] = each.confidence
    if tlp := each.tlp or head.tlp:
        more["object_marking_refs"] = [MARKINGS[tlp]]
    if source := each.source or head.source:
        reference = {"source_name": source, "external_id": title(each.type, each.value)}
        if licence := each.licence or head.licence:
            reference["description"] = f"{LICENCE}{licence}"
        more["external_references"] = [reference]
    if head.kind == "never":
        more["labels"] = [NEVER]
    return more


def _object(kind: str, id: str, created: str) -> Object:
    return {"type": kind, "spec_version": "2.1", "id": id, "created": created}


def _id(*parts: str) -> uuid.UUID:
    """Return an id in the form of version 4, which STIX wants, that is the same in every export."""
    digest = hashlib.sha256("\n".join(("actionday", *parts)).encode()).digest()
    return uuid.UUID(bytes=digest[:16], version=4)


def _stamp(time: datetime) -> str:
    """Return a time as STIX writes it: UTC, to the millisecond."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
