"""Which pieces are held: by a hold in force on them, or on a copy in their family."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from actionday.tenancy.acting import as_the_program

IS_HELD = """
    EXISTS (SELECT FROM cases_hold h JOIN cases_item held ON held.id = h.item_id
            WHERE h.ended_at IS NULL AND h.until > now()
              AND (held.id = i.id OR held.family_id = i.family_id))
"""
"""True of an item `i` that is held; for statements that run as the program."""

HELD = f"SELECT i.id FROM cases_item i WHERE i.id = ANY(%s) AND {IS_HELD}"  # noqa: S608


def held_of(items: Collection[UUID]) -> set[UUID]:
    """Return those of the items that are held; by whom and why is not told."""
    if not items:
        return set()
    with as_the_program(), connection.cursor() as cursor:
        cursor.execute(HELD, [list(items)])
        return {item for (item,) in cursor.fetchall()}
