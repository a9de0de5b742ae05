"""MISP events: the hashes among their attributes, also those in objects.

MISP has no type for PDQ and other fingerprints of media. They are attributes of the type `hex` or
`text` with the machine tag `actionday:type="pdq"`.
"""

import json
import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, TextIO

from .document import dicts, word
from .entry import BadRow, Head, ListEntry, PassedOver, Refused, Row
from .fields import entry_of
from .signals import HEX_DIGITS
from .tlp import tlp_of

TYPES = ("md5", "sha1", "sha256", "sha512", "tlsh")
"""Types that MISP and we call by the same name."""

TAG = re.compile(r'actionday:(type|source|licence|confidence|list)="(.*)"')
SPACE = uuid.UUID("6f0d2c1e-6f3c-5d0e-9d55-2a6c1b0f7a11")
"""Of the ids: an entry has the same one in every export, so that it is updated, not doubled."""


def events_of(given: Any) -> Iterator[dict[str, Any]]:
    """Yield the events of an event, a list of them, or a search's response."""
    if isinstance(given, list):
        for each in dicts(given):
            yield from events_of(each)
    elif isinstance(given, dict):
        if isinstance(given.get("Event"), dict):
            yield given["Event"]
        elif "response" in given:
            yield from events_of(given["response"])
        elif "Attribute" in given or "Object" in given:
            yield given


def attributes_of(event: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield an event's own attributes and those of its objects."""
    yield from dicts(event.get("Attribute"))
    for each in dicts(event.get("Object")):
        yield from dicts(each.get("Attribute"))


def head_of(events: list[dict[str, Any]]) -> Head:
    """Return what the first event says of the list."""
    first = events[0]
    tags = _tags(first)
    organisation = first.get("Orgc")
    name = word(organisation.get("name")) if isinstance(organisation, dict) else ""
    return Head(
        source=tags.get("source", name)[:200],
        tlp=tags.get("tlp", ""),
        licence=tags.get("licence", "")[:200],
        kind="never" if tags.get("list") == "never" else "",
    )


def read_misp(events: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Yield the hashes; the row is the attribute's place in the file."""
    number = 0
    for event in events:
        tags = _tags(event)
        for attribute in attributes_of(event):
            number += 1
            yield _row(number, attribute, tags)


def _row(number: int, attribute: dict[str, Any], of_event: dict[str, str]) -> Row:
    tags = _tags(attribute)
    kind = tags.get("type") or word(attribute.get("type")).rpartition("|")[2]
    if kind not in TYPES and "type" not in tags:
        return PassedOver(number, word(attribute.get("type"))[:40] or "?")
    deleted = attribute.get("deleted") in (True, 1, "1")
    if attribute.get("to_ids") is False and not deleted and of_event.get("list") != "never":
        return PassedOver(number, f"{kind}, to_ids off")
    fields = {
        "type": kind,
        "value": word(attribute.get("value")).rpartition("|")[2],
        "label": " ".join(word(attribute.get("comment")).split()),
        "tlp": tags.get("tlp") or of_event.get("tlp", ""),
        "withdrawn": "true" if deleted else "",
    }
    try:
        return entry_of(
            {name: tags.get(name, "") for name in ("source", "licence", "confidence")} | fields
        )
    except BadRow as error:
        return Refused(number, str(error))


def _tags(part: dict[str, Any]) -> dict[str, str]:
    """Return what the tags of an event or attribute say, by its name."""
    said: dict[str, str] = {}
    for tag in dicts(part.get("Tag")):
        name = word(tag.get("name"))
        if ours := TAG.fullmatch(name):
            said[ours[1]] = ours[2]
        elif name.lower().startswith("tlp:"):
            said["tlp"] = _tlp(name)
    return said


def _tlp(name: str) -> str:
    """Return the label, the strictest where MISP has one that TLP does not (`tlp:ex:chr`)."""
    try:
        return tlp_of(name)
    except ValueError:
        return "red"


def write_misp(head: Head, entries: Iterable[ListEntry], out: TextIO) -> None:
    """Write one event, an attribute a line; a withdrawn entry is a deleted attribute."""
    today = datetime.now(UTC)
    event = {
        "uuid": str(uuid.uuid5(SPACE, head.name)),
        "info": head.name,
        "date": today.date().isoformat(),
        "timestamp": str(int(today.timestamp())),
        "threat_level_id": "4",
        "analysis": "2",
        "distribution": "0",
        "published": False,
        "Tag": _said(head, list=head.kind if head.kind == "never" else ""),
    }
    start = json.dumps({"Event": event | {"Attribute": []}}, ensure_ascii=False)
    out.write(start.removesuffix("]}}"))
    for number, each in enumerate(entries):
        out.write(",\n" if number else "\n")
        out.write(json.dumps(_attribute(head, each), ensure_ascii=False))
    out.write("\n]}}\n")


def _attribute(head: Head, each: ListEntry) -> dict[str, Any]:
    known = each.type in TYPES
    kind = each.type if known else "hex" if each.type in HEX_DIGITS else "text"
    at = each.withdrawn_at or each.added_at
    return {
        "uuid": str(uuid.uuid5(SPACE, f"{head.name}\n{each.type}\n{each.value}")),
        "type": kind,
        "category": "Payload delivery" if known else "Other",
        "value": each.value,
        "comment": each.label,
        "to_ids": head.kind != "never" and not each.withdrawn,
        "deleted": each.withdrawn,
        "distribution": "5",
        "timestamp": str(int(at.timestamp())) if at else "0",
        "Tag": _said(each, type="" if known else each.type, confidence=each.confidence),
    }


def _said(part: Head | ListEntry, **more: str | int | None) -> list[dict[str, str]]:
    """Return the tags that say what MISP has no field for."""
    said = {"source": part.source, "licence": part.licence} | more
    tags = [
        f'actionday:{name}="{value}"' for name, value in said.items() if value not in ("", None)
    ]
    return [{"name": name} for name in ([f"tlp:{part.tlp}"] if part.tlp else []) + tags]
