"""The two addresses of the database: one for migrating, one for everything else."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit


@dataclass(frozen=True, slots=True)
class Connection:
    """Two libpq URLs (`psycopg.conninfo.conninfo_to_dict` takes them apart).

    `owner_url` acts as the role that owns the tables and only migrates; `serving_url` as the role
    that owns nothing and that row-level security binds.
    """

    owner_url: str
    serving_url: str


def socket_url(role: str, database: str, sockets: Path) -> str:
    """Return the URL of `database` on the server whose socket lies in the folder `sockets`."""
    return f"postgresql://{role}@/{database}?host={quote(str(sockets), safe='')}&port=5432"


def with_role(url: str, role: str, password: str) -> str:
    """Return `url` with another role and password, everything else as it was."""
    parts = urlsplit(url)
    who = f"{quote(role, safe='')}:{quote(password, safe='')}"
    kept = [pair for pair in parse_qsl(parts.query) if pair[0] not in ("user", "password")]
    hosts = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{who}@{hosts}", query=urlencode(kept)))
