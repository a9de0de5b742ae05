"""Appending to a log, and its checkpoint."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from .entry import leaf_hash, seal, time_text
from .models import Entry, Log

LOCK = 0x4C4F47  # "LOG": the class of the advisory locks, one a log


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a subject; `fields` as docs/reference/ledger.md lists them."""

    event: str
    subject: str
    fields: Mapping[str, Any]


def append(log: int, events: Sequence[Event]) -> None:
    """Append events to the log with this id; call it last in the transaction that they tell of.

    The lock is held until the transaction ends, so entries become visible in the order of their
    index and without a gap: whoever has read up to an index has missed nothing.
    """
    if not events:
        return
    with connection.cursor() as cursor:
        # Foreign keys are checked (and lock what they point to) now, not at the commit: whoever
        # holds the log's lock must wait for nobody.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, log])
        cursor.execute('SELECT max("index") FROM ledger_entry WHERE log_id = %s', [log])
        last = cursor.fetchone()[0]
    first = 0 if last is None else last + 1
    Entry.objects.bulk_create(entry(log, first + n, event) for n, event in enumerate(events))


def entry(log: int, index: int, event: Event) -> Entry:
    """Return the row of one event, committed to its fields."""
    now = timezone.now()
    fields, commit = seal(event.fields)
    leaf = leaf_hash(index, time_text(now), event.event, event.subject, commit)
    return Entry(
        log_id=log,
        index=index,
        time=now,
        event=event.event,
        subject=event.subject,
        commit=commit,
        fields=fields,
        leaf_hash=leaf,
    )


def lines(log: Log, size: int) -> Iterator[dict[str, Any]]:
    """Yield the first `size` entries as the dicts of `ledger.jsonl`, in order."""
    rows = (
        log.entries.filter(index__lt=size)
        .order_by("index")
        .values_list("index", "time", "event", "subject", "commit", "fields")
    )
    for index, time, event, subject, commit, fields in rows.iterator(chunk_size=2000):
        leaf = {
            "index": index,
            "time": time_text(time),
            "event": event,
            "subject": subject,
            "commit": commit,
        }
        yield {"leaf": leaf, "fields": fields}
