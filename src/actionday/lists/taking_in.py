"""Takes a file's rows into a list: all that can be used, in one transaction, or nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.media.listfile import ListEntry, PassedOver, Refused, Row
from actionday.tenancy.acting import Actor, acting_as

from .models import HashList
from .naming import ListRefused, Wanted, wanted_list
from .publishing import changing

BATCH = 10_000
FEW = 50_000
"""So many rows are looked up one by one sooner than a long list is gone through."""

SQL = {
    name.strip(): text
    for name, _line, text in (
        part.partition("\n")
        for part in (Path(__file__).parent / "taking_in.sql").read_text().split("-- :")[1:]
    )
}
"""The statements of `taking_in.sql`, by name."""


@dataclass(slots=True)
class TakenIn:
    """What became of a file's rows.

    `rows` were entries, of which `duplicates` came again later in the file (the last one counts);
    the others are `new`, `changed` (with `withdrawn` and `reinstated` among them) or `known` as
    they are. `missing` were withdrawn because they are not in the file.
    """

    rows: int = 0
    duplicates: int = 0
    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    reinstated: int = 0
    known: int = 0
    missing: int = 0
    refused: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who is told while it goes on: each refused row, and how many rows have been read."""

    refused: Callable[[Refused], None] = lambda refused: None
    progress: Callable[[int], None] = lambda rows: None


def take_in(
    actor: Actor, wanted: Wanted, rows: Iterable[Row], replace: bool = False,
    watcher: Watcher = Watcher(),
) -> tuple[HashList, TakenIn]:  # fmt: skip
    """Take the rows into the list, which is made if need be; with `replace` withdraw what is not
    among them. Memory does not grow with the file."""
    done = TakenIn()
    with acting_as(actor):
        found = wanted_list(wanted)
        with changing(found.pk) as change:
            for part, batch in enumerate(_batches(_entries(rows, done, watcher))):
                done.rows += len(batch)
                _put(change, part, batch)
                watcher.progress(done.rows + done.refused)
            _refuse_nothing(done, replace)
            _settle(found.pk, change, replace, done)
    return found, done


def _refuse_nothing(done: TakenIn, replace: bool) -> None:
    """Refuse a file without one usable row, unless it is an empty list that takes nothing away."""
    if not done.rows and done.refused:
        raise ListRefused(_("no row of the file can be used"))
    if not done.rows and replace:
        raise ListRefused(
            _("there is no entry in the file: --replace would withdraw the whole list")
        )


def _entries(rows: Iterable[Row], done: TakenIn, watcher: Watcher) -> Iterator[ListEntry]:
    for row in rows:
        if isinstance(row, ListEntry):
            yield row
        elif isinstance(row, PassedOver):
            done.passed_over[row.what] += 1
        else:
            done.refused += 1
            watcher.refused(row)


def _batches(entries: Iterator[ListEntry]) -> Iterator[list[ListEntry]]:
    while batch := list(islice(entries, BATCH)):
        yield batch


def _join(cursor: CursorWrapper, by_index: bool) -> None:
    """Say how rows are joined: few by the index, many by hashing.

    Nobody has counted what was just written, and the planner, left to guess, has compared each row
    with each: ten minutes for a thousand rows beside two million.
    """
    looped, hashed = ("on", "off") if by_index else ("off", "on")
    cursor.execute(f"SET LOCAL enable_nestloop = {looped}")
    cursor.execute(f"SET LOCAL enable_hashjoin = {hashed}")
    cursor.execute(f"SET LOCAL enable_mergejoin = {hashed}")
    for whole in ("material", "seqscan", "bitmapscan"):  # ways to read all of the list again
        cursor.execute(f"SET LOCAL enable_{whole} = {hashed}")


def _put(change: int, part: int, batch: list[ListEntry]) -> None:
    """Lay entries where they wait; of several with one value in a part the last one counts."""
    last = {(each.type, each.value): each for each in batch}
    columns = zip(ListEntry._fields, zip(*last.values(), strict=True), strict=True)
    named: dict[str, Any] = {name: _column(name, values) for name, values in columns}
    with connection.cursor() as cursor:
        cursor.execute(SQL["put"], named | {"change": change, "part": part})


def _column(name: str, values: tuple[Any, ...]) -> list[Any]:
    """Return a column, empty where it says nothing: turning values into SQL is what takes time."""
    nothing = ListEntry._field_defaults.get(name, values)
    return list(values) if any(value is not nothing for value in values) else []


def _settle(list_id: int, change: int, replace: bool, done: TakenIn) -> None:
    """Bring what waits into the list, and count what that does."""
    facts: dict[str, Any] = {"list": list_id, "change": change, "now": timezone.now()}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")  # a list is sorted once
        _join(cursor, by_index=False)
        cursor.execute(SQL["last"], facts)
        _join(cursor, by_index=done.rows <= FEW)
        cursor.execute(SQL["count"], facts)
        distinct, there, done.withdrawn, done.reinstated = cursor.fetchone()
        cursor.execute(SQL["merge"], facts)
        done.duplicates = done.rows - distinct
        done.new = distinct - there
        done.changed = cursor.rowcount - done.new
        done.known = there - done.changed
        if replace:
            _join(cursor, by_index=False)
            cursor.execute(SQL["withdraw"], facts)
            done.missing = cursor.rowcount
        cursor.execute(SQL["clear"], facts)
