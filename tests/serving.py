"""The tests act as the program; what they ask of a serving process they ask as nobody."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def as_nobody() -> Iterator[None]:
    """Be nobody on this thread's connection until somebody acts, as in a process that serves."""
    set_session("")
    try:
        yield
    finally:
        set_session("program")


def set_session(role: str) -> None:
    """Set what the connection is outside of any transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('actionday.role', %s, false)", [role])
