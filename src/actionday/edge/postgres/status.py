"""What `doctor` wants to know of the database."""

import os
from dataclasses import dataclass
from pathlib import Path

import psycopg

from . import embedded, external, roles, server
from .roles import connect


@dataclass(frozen=True, slots=True)
class Status:
    """The state of the database; looking changes nothing.

    `version` is the server's own text, "" while it does not run; `size` the bytes of the database
    (of the whole data directory while the embedded server does not run); `where` the data
    directory, or host and name of an external database.
    """

    embedded: bool
    running: bool
    version: str
    size: int
    where: str


def status() -> Status:
    """Look at the database without starting it. Raises `BadInput` if it is not ours to look at."""
    url = os.environ.get(external.OWNER_VARIABLE)
    if url:
        with external.session(url, external.OWNER_VARIABLE) as owner:
            info = owner.info
            return Status(False, True, *facts(owner), f"{info.host}/{info.dbname}")
    return of_embedded()


def of_embedded() -> Status:
    """Look at the embedded server, or at its data if it does not run."""
    here = embedded.existing()
    if here is None:
        return Status(True, False, "", 0, "")
    if not server.somebody_listens(here):
        return Status(True, False, "", size_of(here.data), str(here.data))
    try:
        with connect(here.sockets, roles.DATABASE) as owner:
            return Status(True, True, *facts(owner), str(here.data))
    except psycopg.Error:
        return Status(True, False, "", size_of(here.data), str(here.data))


def facts(owner: external.Session) -> tuple[str, int]:
    """Ask for the version and the size in bytes."""
    row = owner.execute(
        "SELECT current_setting('server_version'), pg_database_size(current_database())"
    ).fetchone()
    return (str(row[0]), int(row[1])) if row else ("", 0)


def size_of(folder: Path) -> int:
    """Return the bytes of all files below `folder`."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())
