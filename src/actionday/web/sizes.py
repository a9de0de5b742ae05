"""How many entries logs have, remembered in the process for half a second: what many ask for."""

import threading
import time

from django.db import connection

from actionday.tenancy.acting import as_the_program

FRESH_S = 0.5
SIZE = """
    SELECT l.id, coalesce((SELECT e.index + 1 FROM ledger_entry e WHERE e.log_id = l.id
                           ORDER BY e.index DESC LIMIT 1), 0)
    FROM ledger_log l WHERE l.id = ANY(%s)
"""
_known: dict[int, tuple[float, int]] = {}
_reading = threading.Lock()


def sizes_of(*logs: int | None) -> list[int]:
    """Return the sizes of these logs; 0 for a log that there is not."""
    wanted = [log for log in logs if log is not None]
    oldest = time.monotonic() - FRESH_S
    if any(_known.get(log, (0.0, 0))[0] < oldest for log in wanted):
        with _reading:
            if any(_known.get(log, (0.0, 0))[0] < oldest for log in wanted):
                read(*wanted)
    return [_known[log][1] if log is not None else 0 for log in logs]


def rest(log: int, for_s: float) -> None:
    """Let a log's size stand for so long: what is made of each size is dear."""
    _known[log] = (time.monotonic() + for_s - FRESH_S, _known[log][1])


def read(*logs: int | None) -> None:
    """Ask the database; the program does, as entries are for it alone."""
    now = time.monotonic()
    with as_the_program(), connection.cursor() as cursor:
        cursor.execute(SIZE, [[log for log in logs if log is not None]])
        _known.update({log: (now, size) for log, size in cursor.fetchall()})
