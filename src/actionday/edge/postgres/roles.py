"""The two roles of the embedded database: the owner only migrates, the other serves."""

from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Composed, Identifier, Literal

from .connection import socket_url

DATABASE = "actionday"
OWNER = "actionday_owner"
SERVING = "actionday_serving"
WAIT_S = 10

READY = SQL("""
    SELECT (SELECT rolcanlogin FROM pg_roles WHERE rolname = {role})
       AND (SELECT true FROM pg_database WHERE datname = {database})
""").format(role=Literal(SERVING), database=Literal(DATABASE))


def connect(sockets: Path, database: str = "postgres") -> psycopg.Connection[tuple[Any, ...]]:
    """Connect to the embedded server as the owner."""
    url = socket_url(OWNER, database, sockets)
    return psycopg.connect(url, autocommit=True, connect_timeout=WAIT_S)


def are_ready(sockets: Path) -> bool:
    """Ask the server whether database and roles are complete; an answer also proves it alive."""
    with connect(sockets) as connection:
        row = connection.execute(READY).fetchone()
    return bool(row and row[0])


def prepare(sockets: Path) -> None:
    """Make both roles and the database; can be repeated, and lets the serving role in last.

    The grants go into template1, so every database made later, a test's too, has them.
    """
    with connect(sockets, "template1") as connection, connection.transaction():
        found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [SERVING])
        if not found.fetchone():
            connection.execute(SQL("CREATE ROLE {} NOLOGIN").format(Identifier(SERVING)))
        for statement in grants(OWNER, SERVING):
            connection.execute(statement)
    with connect(sockets) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if not found.fetchone():
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(DATABASE)))
        for statement in admissions(DATABASE, SERVING):
            connection.execute(statement)
        connection.execute(SQL("ALTER ROLE {} LOGIN").format(Identifier(SERVING)))


def admissions(database: str, serving: str) -> list[Composed]:
    """Return what lets `serving` into `database`, without so much as temporary tables."""
    parts = {"database": Identifier(database), "serving": Identifier(serving)}
    return [
        SQL("REVOKE ALL ON DATABASE {database} FROM PUBLIC").format(**parts),
        SQL("GRANT CONNECT ON DATABASE {database} TO {serving}").format(**parts),
    ]


def grants(owner: str, serving: str) -> list[Composed]:
    """Return what gives `serving` the use of whatever `owner` will make in `public`."""
    parts = {"owner": Identifier(owner), "serving": Identifier(serving)}
    later = "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT "
    return [
        SQL("GRANT USAGE ON SCHEMA public TO {serving}").format(**parts),
        SQL(later + "SELECT, INSERT, UPDATE, DELETE ON TABLES TO {serving}").format(**parts),
        SQL(later + "USAGE, SELECT, UPDATE ON SEQUENCES TO {serving}").format(**parts),
        SQL(later + "EXECUTE ON FUNCTIONS TO {serving}").format(**parts),
    ]
