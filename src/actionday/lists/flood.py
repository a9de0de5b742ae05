"""Flood control: an entry that matches more pieces a day than its list allows is suspended.

A picture of nothing, or of what everybody shares, on a list would otherwise flag half of a
platform. A person looks at it and says go on, or its source withdraws it. What shall never be
matched may match as much as it likes.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db import connection
from django.utils import timezone

from actionday.tenancy.acting import THE_PROGRAM, Actor, acting_as

from .models import HashEntry, Kind, Tally
from .publishing import changing

COUNT = """
    INSERT INTO lists_tally AS t (entry_id, date, pieces)
    SELECT id, %s::date, pieces FROM unnest(%s::bigint[], %s::int[]) AS given (id, pieces)
    ORDER BY id
    ON CONFLICT (entry_id, date) DO UPDATE SET pieces = t.pieces + excluded.pieces
    RETURNING entry_id, pieces
"""


def is_flood(pieces: int, cap: int | None) -> bool:
    """Say whether one entry has matched more pieces on a day than the cap; None is no cap."""
    return cap is not None and pieces > cap


def count_matches(pieces: Mapping[int, int], on: date) -> list[int]:
    """Add the pieces that entries (by id) matched on a date; return those suspended by that.

    In a transaction of its own, as the program.
    """
    with acting_as(THE_PROGRAM):
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [on, list(pieces), list(pieces.values())])
            totals = dict(cursor.fetchall())
        capped = HashEntry.objects.filter(
            pk__in=totals, suspended_at=None, list__kind=Kind.MATCH, list__cap__isnull=False
        )
        caps = capped.values_list("pk", "list_id", "list__cap")
        flooding = [(entry, of) for entry, of, cap in caps if is_flood(totals[entry], cap)]
        _mark(flooding, suspended=True)
    return [entry for entry, _list in flooding]


def go_on(actor: Actor, entries: Collection[int]) -> int:
    """Let suspended entries be matched again, counted anew from now; return how many there were."""
    with acting_as(actor):
        suspended = HashEntry.objects.filter(pk__in=entries, suspended_at__isnull=False)
        found = list(suspended.values_list("pk", "list_id"))
        Tally.objects.filter(entry__in=[entry for entry, _list in found]).delete()
        _mark(found, suspended=False)
    return len(found)


def _mark(found: Collection[tuple[int, int]], suspended: bool) -> None:
    """Suspend entries, given with their lists, or let them go on."""
    by_list: dict[int, list[int]] = defaultdict(list)
    for entry, of in sorted(found, key=lambda each: each[1]):
        by_list[of].append(entry)
    at = timezone.now() if suspended else None
    for of, entries in by_list.items():
        with changing(of) as change:
            HashEntry.objects.filter(pk__in=entries).update(suspended_at=at, change=change)
