"""Signing the state of a log. The key lies in a file, never in the database."""

from dataclasses import dataclass
from pathlib import Path

from .models import Entry, Log
from .note import load_or_make_key, sign, verifier_key
from .tree import root


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed state: how many entries, and the note's text and its verifier key."""

    size: int
    text: str
    verifier: str


def checkpoint(log: Log, keys: Path) -> Checkpoint:
    """Sign the log as it stands now with the key in the folder `keys`, and keep the text."""
    key = load_or_make_key(keys / "checkpoint.pem")
    hashes = Entry.objects.filter(log=log).order_by("index").values_list("leaf_hash", flat=True)
    leaves = [bytes(each) for each in hashes.iterator(chunk_size=10_000)]
    text = sign(log.origin, len(leaves), root(leaves), key)
    log.checkpoint = text
    log.save(update_fields=["checkpoint"])
    return Checkpoint(len(leaves), text, verifier_key(log.origin, key))
