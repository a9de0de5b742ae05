"""Reads STIX 2.1 bundles: indicators whose pattern is a file's hash, and files with hashes.

A hash that STIX has no name for stands under a name of its own with `x_` before it (STIX 2.1,
10.7 and 4.7: the names of hashes are an open vocabulary): `x_pdq`.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from .document import dicts, word
from .entry import BadRow, Head, PassedOver, Refused, Row
from .fields import entry_of
from .signals import ALIASES
from .tlp import tlp_of

TLP_2 = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
MARKINGS = {
    "clear": "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
    "green": "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "amber": "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "amber+strict": "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
    "red": "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
}
"""TLP 2.0 as OASIS has published it for STIX."""

MARKINGS_1 = {
    "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": "clear",
    "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": "green",
    "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": "amber",
    "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": "red",
}
"""TLP 1.0, which STIX 2.1 itself defines."""

HASH = r"""(?:file|artifact):hashes\.(?:'([^']+)'|"([^"]+)"|([\w-]+))\s*=\s*'((?:[^'\\]|\\.)*)'"""
ONE_HASH = re.compile(HASH)
HASHES = re.compile(rf"\[\s*{HASH}(?:\s+OR\s+{HASH})*\s*\](?:\s+OR\s+\[\s*{HASH}\s*\])*")
NEVER = "never-match"
"""The label of an indicator of what shall never be matched."""

LICENCE = "licence: "
Bundle = dict[str, Any]


class StixReader:
    """A bundle's objects in order, with the markings and identities that they point to."""

    def __init__(self, bundle: Bundle) -> None:
        self.objects = dicts(bundle.get("objects"))
        self.tlp = {id: name for name, id in MARKINGS.items()} | MARKINGS_1
        self.names: dict[str, str] = {}
        self.head = Head()
        for each in self.objects:
            self._learn(each)

    def _learn(self, each: Bundle) -> None:
        kind, id = each.get("type"), word(each.get("id"))
        if kind == "identity":
            self.names[id] = word(each.get("name"))[:200]
        elif kind == "marking-definition" and id not in self.tlp:
            definition = each.get("definition")
            label = word(definition.get("tlp")) if isinstance(definition, dict) else ""
            self.tlp[id] = strictest(label)
        elif kind == "indicator" and NEVER in labels_of(each):
            self.head = Head(kind="never")

    def rows(self) -> Iterator[Row]:
        """Yield the hashes; the row is the object's place in the bundle."""
        for number, each in enumerate(self.objects, start=1):
            kind = word(each.get("type"))
            if kind in ("identity", "marking-definition", "extension-definition"):
                continue
            hashes = list(hashes_of(each))
            if not hashes:
                yield PassedOver(number, kind[:40] or "?")
            for name, value in hashes:
                yield self._row(number, each, name, value)

    def _row(self, number: int, each: Bundle, name: str, value: str) -> Row:
        """Return one hash of an object; its description names it only where its name does not."""
        confidence = each.get("confidence")
        label = word(each.get("name")) if word(each.get("name")) != title(name, value) else ""
        try:
            return entry_of(
                {
                    "type": name,
                    "value": value,
                    "label": " ".join(label.split()),
                    "source": self._source(each),
                    "licence": self._licence(each),
                    "tlp": self._label(each),
                    "confidence": str(confidence) if isinstance(confidence, int) else "",
                    "added": word(each.get("created")),
                    "withdrawn": withdrawal(each),
                }
            )
        except BadRow as error:
            return Refused(number, str(error))

    def _source(self, each: Bundle) -> str:
        for reference in dicts(each.get("external_references")):
            return word(reference.get("source_name"))[:200]
        return self.names.get(word(each.get("created_by_ref")), "")

    def _licence(self, each: Bundle) -> str:
        for reference in dicts(each.get("external_references")):
            said = word(reference.get("description"))
            if said.startswith(LICENCE):
                return said.removeprefix(LICENCE)[:200]
        return ""

    def _label(self, each: Bundle) -> str:
        """Return the strictest TLP label of an object's markings."""
        references = each.get("object_marking_refs")
        labels = (
            [self.tlp.get(word(each), "") for each in references]
            if isinstance(references, list)
            else []
        )
        order = ["", *MARKINGS]
        return max(labels, key=order.index, default="")


def hashes_of(each: Bundle) -> Iterator[tuple[str, str]]:
    """Yield type and value of an object's hashes: of a file, or of an indicator for one."""
    if each.get("type") in ("file", "artifact") and isinstance(each.get("hashes"), dict):
        for name, value in each["hashes"].items():
            yield plain(name), word(value)
    elif each.get("type") == "indicator" and each.get("pattern_type", "stix") == "stix":
        pattern = word(each.get("pattern")).strip()
        if HASHES.fullmatch(pattern):
            for match in ONE_HASH.finditer(pattern):
                yield plain(match[1] or match[2] or match[3]), re.sub(r"\\(.)", r"\1", match[4])


def labels_of(each: Bundle) -> list[Any]:
    """Return an object's labels."""
    labels = each.get("labels")
    return labels if isinstance(labels, list) else []


def strictest(label: str) -> str:
    """Return a TLP label; what is none is held to be the strictest."""
    try:
        return tlp_of(label)
    except ValueError:
        return "red"


def plain(name: str) -> str:
    """Return a hash's name as types are called here."""
    known = name.lower().removeprefix("x_")
    return ALIASES.get(known, known)


def title(name: str, value: str) -> str:
    """Return what an indicator without a label is called."""
    return f"{name} {value[:16]}"


def withdrawal(each: Bundle) -> str:
    """Return when an object was withdrawn: it is revoked, or its time has run out."""
    if each.get("revoked") is True:
        return word(each.get("modified")) or "true"
    until = word(each.get("valid_until"))
    try:
        over = bool(until) and datetime.fromisoformat(until) <= datetime.now(UTC)
    except (TypeError, ValueError):
        return until  # which is refused with its row: it is no time
    return until if over else ""
