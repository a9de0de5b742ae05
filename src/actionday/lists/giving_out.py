"""Gives a list out: as what a file says of it, and entry by entry."""

from collections.abc import Iterator

from actionday.media.listfile import Head, ListEntry

from .models import HashList

CHUNK = 5_000
FIELDS = ("type", "value", "label", "source", "tlp", "licence", "confidence", "added_at",
          "withdrawn_at")  # fmt: skip


def head_of(of: HashList) -> Head:
    """Return what a file says of the list as a whole."""
    return Head(of.name, of.source, of.tlp, of.licence, of.kind, of.cap)


def entries_of(of: HashList, only_matchable: bool = False) -> Iterator[ListEntry]:
    """Yield the entries in the order in which they came, the withdrawn ones marked as such.

    With `only_matchable`, leave out what is withdrawn or suspended.
    """
    entries = of.entries.order_by("pk")
    if only_matchable:
        entries = entries.filter(withdrawn_at=None, suspended_at=None)
    for row in entries.values_list(*FIELDS, named=True).iterator(chunk_size=CHUNK):
        yield ListEntry(
            row.type, row.value, row.label, row.withdrawn_at is not None, row.source, row.tlp,
            row.licence, row.confidence, row.added_at, row.withdrawn_at,
        )  # fmt: skip
