"""Which pieces are held: by a hold in force on them, or on a copy in their family."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection

from actionday.tenancy.acting import as_the_program

HELD = "SELECT item_id FROM held_pieces()"
"""The ids of all held pieces (`cases/queue.sql`), for whoever acts as the program."""

DISPUTED = """
    SELECT item_id FROM cases_conflict
    WHERE settled_at IS NULL AND due_at > clock_timestamp()
"""
"""The ids of pieces over which units differ, until somebody settles it or its time is up."""


def held_of(items: Collection[UUID]) -> set[UUID]:
    """Return those of the pieces, all of days that the actor is in, that anybody holds."""
    if not items:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM unnest(%s::uuid[]) AS id WHERE is_held(id)", [list(items)])
        return {pk for (pk,) in cursor.fetchall()}


def held_until(item: UUID) -> datetime | None:
    """Return until when a piece is held; that may be told to all of the day, the rest not."""
    with as_the_program(), connection.cursor() as cursor:
        cursor.execute("SELECT max(until) FROM held_pieces() WHERE item_id = %s", [item])
        found: datetime | None = cursor.fetchone()[0]
    return found
