"""What may be matched now, and what has changed since: for processes that keep an index in memory.

Read `latest()`, then all of `matchable()`; from then on ask `changed_since()` and apply what it
yields. All of it is asked as the program. Hits are told to somebody only as far as `told()`, asked
as them, knows of the entry.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import BooleanField, Case, Q, Value, When

from .models import HashEntry, Kind, ListChange

CHUNK = 10_000
VALID = Q(withdrawn_at=None, suspended_at=None)


class Signal(NamedTuple):
    """An entry that may be matched: its id and its list's, what kind of fingerprint, which."""

    entry: int
    list: int
    type: str
    value: str


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
    rows = HashEntry.objects.filter(VALID, list__kind=kind).order_by("pk")
    for row in rows.values_list("pk", "list_id", "type", "value").iterator(chunk_size=CHUNK):
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
    valid = Case(When(VALID, then=Value(True)), default=False, output_field=BooleanField())
    rows = HashEntry.objects.filter(change__in=changes).annotate(valid=valid)
    fields = ("pk", "list_id", "type", "value", "list__kind", "valid")
    for *signal, kind, may in rows.values_list(*fields).iterator(chunk_size=CHUNK):
        yield Changed(Signal(*signal), kind, may)


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
