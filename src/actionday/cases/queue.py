"""The queue of a day: who judges what next, and what they see of it."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from .models import Claim

SEEN = """
    SELECT i.canonical_url, i.kind, i.language, i.title, i.family_id,
      coalesce(c.text, '') AS text, coalesce(c.author, '') AS author, t.sha256 AS terms_sha256,
      (SELECT jsonb_agg(jsonb_build_object('number', each -> 'number', 'title', each -> 'title'))
       FROM jsonb_array_elements(t.clauses) AS each) AS clauses,
      (SELECT count(*) FROM cases_item f WHERE f.family_id = i.family_id) AS family_size
    FROM cases_item i LEFT JOIN cases_capture c ON c.item_id = i.id
    LEFT JOIN cases_terms t ON t.day_id = i.day_id AND t.platform_id = i.platform_id
    WHERE i.id = %s
"""
NUMBERS = """
    SELECT each ->> 'number' FROM cases_terms t, jsonb_array_elements(t.clauses) AS each
    WHERE t.day_id = %s AND t.platform_id = %s
"""


def lease_next(day: int, until: datetime) -> Claim | None:
    """Lease the next piece to the acting member, or return the lease they have (`queue.sql`)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, item_id, seat, member_id, expires_at FROM lease_next(%s, %s)", [day, until]
        )
        row = cursor.fetchone()
    if row is None:
        return None
    pk, item, seat, member, expires_at = row
    return Claim(pk=pk, item_id=item, seat=seat, member_id=member, expires_at=expires_at)


def seen_of(item: UUID) -> dict[str, Any]:
    """Return what the actor sees of a piece, its family and the terms, by column of `SEEN`."""
    with connection.cursor() as cursor:
        cursor.execute(SEEN, [item])
        names = [column.name for column in cursor.description]
        seen = dict(zip(names, cursor.fetchone(), strict=True))
    return seen | {"clauses": json.loads(seen["clauses"] or "[]")}


def clause_numbers(day: int, platform: int | None) -> set[str]:
    """Return the numbers of the clauses of a platform's terms, as they stood for the day."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, [day, platform])
        return {number for (number,) in cursor.fetchall()}


def lock_family(family: int) -> None:
    """Let only one at a time find out whether all copies of a family are settled."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT lock_family(%s)", [family])
