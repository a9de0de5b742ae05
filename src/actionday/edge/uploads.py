"""Uploaded files between their preview and their submission: kept for an hour, for one person.

What is kept is the table that was read, not the file. The id is random and belongs to the member
who uploaded it, on the day that it was for; to everybody else there is nothing.
"""

import contextlib
import json
import re
import secrets
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from actionday.edge import home
from actionday.edge.tables import LeftOut, Table

KEPT_S = 3600
ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was read, and whose it is."""

    id: str
    member: int
    day: str
    name: str
    sha256: str
    table: Table


def keep(member: int, day: str, name: str, sha256: str, table: Table) -> str:
    """Keep a table; return its id."""
    upload = Upload(secrets.token_hex(16), member, day, name[:120], sha256, table)
    path = folder() / upload.id
    path.touch(mode=0o600)
    path.write_text(json.dumps(asdict(upload)))
    return upload.id


def kept(id: str, member: int, day: str) -> Upload | None:
    """Return a member's upload for a day, None where there is none or it is not theirs."""
    if not ID.fullmatch(id):
        return None
    sweep()
    try:
        found = json.loads((folder() / id).read_text())
    except FileNotFoundError:
        return None
    if (found["member"], found["day"]) != (member, day):
        return None
    told = found.pop("table")
    told["left_out"] = [LeftOut(**each) for each in told["left_out"]]
    told["rows"] = [(number, cells) for number, cells in told["rows"]]
    return Upload(**found, table=Table(**told))


def drop(upload: Upload) -> None:
    """Forget an upload."""
    (folder() / upload.id).unlink(missing_ok=True)


def sweep() -> None:
    """Forget what has waited for too long."""
    oldest = time.time() - KEPT_S
    for path in folder().iterdir():
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                path.unlink()


def folder() -> Path:
    """Return the private folder of uploads."""
    return home.uploads()
