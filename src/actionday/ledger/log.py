"""Appending to a log, and its checkpoint."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from .entry import seal, time_text
from .models import Log

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
    index and without a gap: whoever has read up to an index has missed nothing. The leaf's
    canonical JSON and its hash are made in the database (migration 0003), under the lock.
    """
    sealed = [seal(event.fields) for event in events]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ledger_append(%s, %s, %s, %s, %s, %s)",
            [
                log,
                LOCK,
                [event.event for event in events],
                [event.subject for event in events],
                [commit for _fields, commit in sealed],
                [Jsonb(fields) for fields, _commit in sealed],
            ],
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
