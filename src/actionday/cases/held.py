"""Which pieces are held: by a hold in force on them, or on a copy in their family."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection

from actionday.tenancy.acting import as_the_program

HELD = """
    SELECT c.id FROM cases_hold h JOIN cases_item o ON o.id = h.item_id
    JOIN cases_item p ON p.id = coalesce(o.merged_into_id, o.id)
    JOIN cases_item c ON c.id = p.id OR c.family_id = p.family_id
    WHERE h.ended_at IS NULL AND h.until > clock_timestamp()
"""
"""The ids of all held pieces; few are, so it is asked as one set: `id NOT IN (HELD)`."""

DISPUTED = """
    SELECT item_id FROM cases_conflict
    WHERE settled_at IS NULL AND due_at > clock_timestamp()
"""
"""The ids of pieces over which units differ, until somebody settles it or its time is up."""

UNTIL = """
    SELECT max(h.until) FROM cases_hold h JOIN cases_item o ON o.id = h.item_id
    JOIN cases_item p ON p.id = coalesce(o.merged_into_id, o.id)
    JOIN cases_item c ON c.id = p.id OR c.family_id = p.family_id
    WHERE h.ended_at IS NULL AND h.until > clock_timestamp() AND c.id = %s
"""


def held_of(items: Collection[UUID]) -> set[UUID]:
    """Return those of the pieces that are held, whoever holds them."""
    if not items:
        return set()
    with as_the_program(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM cases_item WHERE id = ANY(%s) AND id IN ({HELD})",  # noqa: S608
            [list(items)],
        )
        return {pk for (pk,) in cursor.fetchall()}


def held_until(item: UUID) -> datetime | None:
    """Return until when a piece is held; that may be told to all of the day, the rest not."""
    with as_the_program(), connection.cursor() as cursor:
        cursor.execute(UNTIL, [item])
        found: datetime | None = cursor.fetchone()[0]
    return found
