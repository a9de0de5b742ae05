"""As whom the server runs: PostgreSQL refuses root, so root needs somebody else to be."""

import os
import pwd
import subprocess
import sys
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from actionday.errors import BadInput

from . import launcher

SYSTEM_STATE = Path("/var/lib/actionday")
"""Where data lies if it must belong to a system user that cannot reach root's home."""


@dataclass(frozen=True, slots=True)
class Account:
    """`who` as the launcher takes it, and the user whom the files belong to."""

    who: str
    uid: int
    gid: int

    def run(self, *command: str | Path, detach: tuple[Path, Path] | None = None) -> str:
        """Run `command` and return what it says; with `detach` = (lock, log) leave it running.

        Raises `NamespaceRefused`, or `CalledProcessError` with the output.
        """
        files = ["--detach", *map(str, detach)] if detach else []
        line = [sys.executable, "-I", "-S", launcher.__file__, self.who, *files, "--"]
        done = subprocess.run(
            [*line, *map(str, command)],
            env={"PATH": os.defpath, "LC_ALL": "C"},
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode == launcher.REFUSED and self.who == "namespace":
            raise NamespaceRefused
        done.check_returncode()
        return done.stdout

    def give(self, path: Path) -> None:
        """Make `path` belong to this account, where root may do so."""
        if os.geteuid() == 0 and path.lstat().st_uid != self.uid:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


class NamespaceRefused(Exception):
    """The system grants no user namespace."""


def owner_of(folder: Path) -> Account:
    """Return the account for a server whose files belong to the owner of `folder`."""
    facts = folder.stat()
    if os.geteuid() != 0:
        if facts.st_uid != os.geteuid():
            raise BadInput(_("%(path)s: belongs to another user") % {"path": folder})
        return Account("self", facts.st_uid, facts.st_gid)
    if facts.st_uid == 0:
        return Account("namespace", 0, 0)
    return Account(f"{facts.st_uid}:{facts.st_gid}", facts.st_uid, facts.st_gid)


def system_user() -> Account:
    """Return the user `postgres`, else `nobody`, for root without user namespaces."""
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(f"{entry.pw_uid}:{entry.pw_gid}", entry.pw_uid, entry.pw_gid)
    raise BadInput(_("the database cannot run as root here; start Actionday as an ordinary user"))
