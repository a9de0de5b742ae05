"""What may be matched now, and what has changed since: for processes that keep an index in memory.

Read `latest()`, then all of `matchable()`; from then on ask `changed_since()` and apply what it
yields. All of it is asked as the program. Hits are told to somebody only as far as `told()`, asked
as them, knows of the entry.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import BooleanField, Case, Q, Value, When

from .models import HashEntry, Kind, ListChange, Sharing

CHUNK = 10_000
VALID = Q(withdrawn_at=None, suspended_at=None)
SHARED = Q(tlp__in=("", Sharing.CLEAR, Sharing.GREEN, Sharing.AMBER))
FIELDS = ("pk", "list_id", "type", "value", "shareable")


def says(condition: Q) -> Case:
    """Return the condition as a column of rows."""
    return Case(When(condition, then=Value(True)), default=False, output_field=BooleanField())


class Signal(NamedTuple):
    """An entry that may be matched: its id and its list's, what kind of fingerprint, which.

    `shareable` says whether its own label lets others than its list's owner be told of it.
    """

    entry: int
    list: int
    type: str
    value: str
    shareable: bool


class Changed(NamedTuple):
    """An entry that was written, and whether it may be matched now."""

    signal: Signal
    kind: str
    matchable: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What was written up to the change with this number."""

    number: int
    entries: Iterator[Changed]


def latest() -> int:
    """Return the number of the last change, 0 where there was none."""
    return ListChange.objects.order_by("-number").values_list("number", flat=True).first() or 0


def matchable(kind: Kind = Kind.MATCH) -> Iterator[Signal]:
    """Yield all that may be matched now, or (NEVER) must not be: not withdrawn, not suspended."""
    rows = HashEntry.objects.filter(VALID, list__kind=kind).annotate(shareable=says(SHARED))
    for row in rows.order_by("pk").values_list(*FIELDS).iterator(chunk_size=CHUNK):
        yield Signal(*row)


def changed_since(number: int) -> Changes:
    """Return what was written after the change with this number, as it is now.

    An entry that was written again meanwhile may come twice, or with the later change only.
    """
    rows = list(ListChange.objects.filter(number__gt=number).order_by("number")
                .values_list("number", "pk"))  # fmt: skip
    if not rows:
        return Changes(number, iter(()))
    return Changes(rows[-1][0], _changed([change for _number, change in rows]))


def _changed(changes: list[int]) -> Iterator[Changed]:
    rows = HashEntry.objects.filter(change__in=changes).order_by("pk")
    rows = rows.annotate(valid=says(VALID), shareable=says(SHARED))
    told = rows.values_list(*FIELDS, "list__kind", "valid")
    for *signal, kind, may in told.iterator(chunk_size=CHUNK):
        yield Changed(Signal(*signal), kind, may)


def values_of(entries: Collection[int]) -> dict[int, str]:
    """Return the values of entries that the actor may see and that may be matched, by id."""
    rows = HashEntry.objects.filter(VALID, pk__in=entries)
    return dict(rows.values_list("pk", "value"))


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody may know of an entry that matched."""

    list: str
    label: str
    source: str
    tlp: str


def told(entries: Collection[int]) -> dict[int, Told]:
    """Return, by id, what the actor may know of entries; those they may not see are left out."""
    rows = HashEntry.objects.filter(VALID, pk__in=entries).select_related("list")
    return {
        each.pk: Told(
            each.list.name, each.label, each.source or each.list.source, each.tlp or each.list.tlp
        )
        for each in rows
    }
