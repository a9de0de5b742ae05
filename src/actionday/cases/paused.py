"""Whether the coordinator has paused a unit."""

from django.db import connection

PAUSED = """
    SELECT paused_why FROM cases_unitpart
    WHERE day_id = %s AND unit_id = %s AND paused_at IS NOT NULL
"""


def pause_of(day: int, unit: int | None) -> str | None:
    """Return why the acting unit is paused, or None where it is not."""
    with connection.cursor() as cursor:
        cursor.execute(PAUSED, [day, unit])
        row = cursor.fetchone()
    return row[0] if row else None
