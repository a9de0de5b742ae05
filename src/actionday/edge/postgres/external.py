"""A PostgreSQL that somebody else runs, named by `ACTIONDAY_DATABASE_URL`."""

import contextlib
import os
import secrets
from gettext import gettext as _
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Composed, Identifier, Literal

from actionday.edge import home
from actionday.errors import BadInput

from . import complaint
from .binaries import OLDEST
from .connection import Connection, with_role
from .roles import WAIT_S, grants

OWNER_VARIABLE = "ACTIONDAY_DATABASE_URL"
SERVING_VARIABLE = "ACTIONDAY_SERVING_DATABASE_URL"
ONE_AT_A_TIME = 4021  # any number: the key of the advisory lock under which the role is made

Session = psycopg.Connection[tuple[Any, ...]]


def ensure(url: str) -> Connection:
    """Return the two addresses of the server at `url`; make the serving role if there is none.

    Raises `BadInput` if the server cannot be reached, is too old, or has no safe serving role.
    """
    serving = os.environ.get(SERVING_VARIABLE)
    with session(url, OWNER_VARIABLE) as owner:
        require_version(owner)
        if not serving:
            serving = serving_url(owner, url)
    with session(serving, SERVING_VARIABLE) as server:
        require_bound(server)
    return Connection(url, serving)


def session(url: str, variable: str) -> Session:
    """Connect to `url`, which came from the environment's `variable`."""
    if not url.startswith(("postgresql://", "postgres://")):
        raise BadInput(_("%(name)s: must begin with postgresql://") % {"name": variable})
    try:
        return psycopg.connect(url, connect_timeout=WAIT_S)
    except psycopg.Error as error:
        why = complaint.in_short(str(error))
        raise BadInput(
            _("%(name)s: no connection: %(why)s") % {"name": variable, "why": why}
        ) from error


def require_version(owner: Session) -> None:
    """Refuse a server that is too old."""
    if owner.info.server_version < OLDEST * 10_000:
        raise BadInput(
            _("%(name)s: PostgreSQL %(oldest)d or later is needed, this is %(found)d")
            % {
                "name": OWNER_VARIABLE,
                "oldest": OLDEST,
                "found": owner.info.server_version // 10_000,
            }
        )


def require_bound(server: Session) -> None:
    """Refuse a serving role that row-level security would not bind."""
    row = server.execute(
        "SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT FROM pg_class, pg_namespace n"
        " WHERE relowner = r.oid AND relnamespace = n.oid AND nspname = 'public')"
        " FROM pg_roles r WHERE rolname = current_user"
    ).fetchone()
    if row is None or row[0]:
        raise BadInput(
            _("%(name)s: this role is a superuser, bypasses row-level security or owns tables")
            % {"name": SERVING_VARIABLE}
        )


def serving_url(owner: Session, url: str) -> str:
    """Return the address of the serving role `<dbname>_serving`, made on first use."""
    role = f"{owner.info.dbname}_serving"
    with owner.transaction():
        owner.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        if not exists(owner, role):
            make(owner, role, password())
    return with_role(url, role, kept_password(role))


def exists(owner: Session, role: str) -> bool:
    """Tell whether the server has `role`."""
    return bool(owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone())


def make(owner: Session, role: str, secret: str) -> None:
    """Make the serving role, or say what an administrator has to do."""
    row = owner.execute(
        "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    if not (row and row[0]):
        raise BadInput(
            _("%(owner)s may not create roles. Let an administrator run: %(sql)s Then set %(name)s")
            % {
                "owner": owner.info.user,
                "sql": " ".join(f"{each.as_string(owner)};" for each in steps(owner, role, "...")),
                "name": SERVING_VARIABLE,
            }
        )
    for statement in steps(owner, role, secret):
        owner.execute(statement)


def steps(owner: Session, role: str, secret: str) -> list[Composed]:
    """Return the statements that make the serving role."""
    return [
        SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(Identifier(role), Literal(secret)),
        SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
            Identifier(owner.info.dbname), Identifier(role)
        ),
        *grants(owner.info.user, role),
    ]


def password() -> str:
    """Return the serving role's password, made once and kept in the home (0600)."""
    path = secret_path()
    if not path.exists():
        fresh = path.with_name(f"serving-role.{os.getpid()}")
        with open(home.open_private(fresh), "w") as file:  # noqa: PTH123
            file.write(secrets.token_urlsafe(32))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):  # another process was faster: theirs counts
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text()


def kept_password(role: str) -> str:
    """Return the password kept in this home for a role that exists."""
    path = secret_path()
    if not path.exists():
        raise BadInput(
            _(
                "the role %(role)s exists, but this home has no password for it: copy %(path)s "
                "from the installation that made it, or set %(name)s"
            )
            % {"role": role, "path": path, "name": SERVING_VARIABLE}
        )
    return path.read_text()


def secret_path() -> Path:
    """Return where the serving role's password is kept."""
    return home.keys() / "serving-role"
