"""The database: an embedded PostgreSQL, or the one that `ACTIONDAY_DATABASE_URL` names."""

import os

from . import embedded, external
from .binaries import Binaries
from .binaries import find as find_binaries
from .connection import Connection
from .embedded import release, stop
from .status import Status, status

__all__ = [
    "Binaries",
    "Connection",
    "Status",
    "ensure",
    "find_binaries",
    "release",
    "status",
    "stop",
]


def ensure() -> Connection:
    """Return the addresses of the database; the embedded one is made and started as needed.

    Raises `BadInput` with one line that says what is wrong.
    """
    url = os.environ.get(external.OWNER_VARIABLE)
    if url:
        return external.ensure(url)
    return embedded.ensure()
