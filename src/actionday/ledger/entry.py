"""One entry of a log: a leaf that goes into the tree, and fields that it commits to with salts.

Each field has its own commitment, so each can be disclosed, withheld or erased by itself and the
entry still proves. The format is that of docs/reference/ledger.md.
"""

import secrets
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from . import tree
from .canonical import encode

SALT_BYTES = 16

Field = Mapping[str, Any]
"""A stored field: `{"salt": hex, "value": any}`, or `{"digest": hex}` once it is withheld."""


def fresh_salt() -> bytes:
    """Return 16 bytes that nobody can guess."""
    return secrets.token_bytes(SALT_BYTES)


def seal(
    fields: Mapping[str, Any], salts: Callable[[], bytes] = fresh_salt
) -> tuple[dict[str, dict[str, Any]], str]:
    """Salt every field; return the stored fields and the commitment to them all, in hex.

    Raises ValueError where a value has no canonical JSON in the ledger's subset.
    """
    stored = {name: {"salt": salts().hex(), "value": value} for name, value in fields.items()}
    return stored, commitment(stored)


def commitment(fields: Mapping[str, Field]) -> str:
    """Return the hex SHA-256 of the canonical JSON of `{name: digest}`."""
    return sha256(encode({name: digest(field) for name, field in fields.items()})).hexdigest()


def digest(field: Field) -> str:
    """Return the digest of a field in hex: SHA-256 of its salt and the JSON of its value."""
    if "digest" in field:
        return str(field["digest"])
    return sha256(bytes.fromhex(field["salt"]) + encode(field["value"])).hexdigest()


def withhold(field: Field) -> dict[str, Any]:
    """Return the field with its digest in place of its salt and value."""
    return {"digest": digest(field)}


def time_text(moment: datetime) -> str:
    """Write a moment as the ledger does: UTC, six digits of a second, `Z`.

    Raises ValueError for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment in the ledger needs a time zone")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def leaf_bytes(index: int, time: str, event: str, subject: str, commit: str) -> bytes:
    """Return what stands in the tree: the canonical JSON of the leaf."""
    return encode(_leaf(index, time, event, subject, commit))


def leaf_hash(index: int, time: str, event: str, subject: str, commit: str) -> bytes:
    """Return the leaf's hash in the tree (RFC 6962, section 2.1), 32 bytes."""
    return tree.leaf_hash(leaf_bytes(index, time, event, subject, commit))


def line(leaf: Mapping[str, Any], fields: Mapping[str, Field], without: Collection[str]) -> bytes:
    """Return the entry as one line of `ledger.jsonl`; fields named in `without` are withheld."""
    shown = {name: withhold(field) if name in without else field for name, field in fields.items()}
    return encode({"leaf": leaf, "fields": shown}) + b"\n"


def _leaf(index: int, time: str, event: str, subject: str, commit: str) -> dict[str, Any]:
    return {"index": index, "time": time, "event": event, "subject": subject, "commit": commit}
