"""The one way to write entries: with a change, whose number is given last in the transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

LOCK = 0x4C495354  # "LIST"


@contextmanager
def changing(list_id: int) -> Iterator[int]:
    """Yield the id of a new change; entries written meanwhile name it. Number it at the end.

    Numbers become visible in their order and without a gap: whoever has read up to one has missed
    nothing. Nothing may be written after it in this transaction that takes long.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('lists_listchange', 'id'))")
        (change,) = cursor.fetchone()
        yield change
        cursor.execute("SELECT publish_change(%s, %s, %s)", [change, list_id, LOCK])
