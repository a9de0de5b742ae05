"""Where data lives: one private folder, `$ACTIONDAY_HOME`, made on first use, never opened up."""

import hashlib
import os
import shutil
import stat
from gettext import gettext as _
from pathlib import Path

from actionday.errors import BadInput

SOCKET_PATH_LIMIT = 107
"""Bytes of a socket's path that Linux takes (`sun_path` less its closing zero)."""


def home() -> Path:
    """Return `$ACTIONDAY_HOME` (default `./actionday-data`), absolute; made 0700 if missing.

    Raises `BadInput` where it cannot be made or written.
    """
    return _private(Path(os.environ.get("ACTIONDAY_HOME") or "actionday-data"))


def postgres() -> Path:
    """Return the folder of the embedded database: its data, its locks."""
    return _inside("postgres")


def blobs() -> Path:
    """Return the folder of stored captures."""
    return _inside("blobs")


def keys() -> Path:
    """Return the folder of secrets that must never be in the database."""
    return _inside("keys")


def uploads() -> Path:
    """Return the folder of uploaded files that wait for their submission."""
    return _inside("uploads")


def indexes() -> Path:
    """Return the folder of the indexes that processes share; each can be made anew."""
    return _inside("indexes")


def logs() -> Path:
    """Return the folder of log files."""
    return _inside("logs")


def runtime() -> Path:
    """Return a private folder for sockets whose path is short enough for any socket name.

    It is `run` in the home. A home too long for that, or with a comma (libpq takes it for a list),
    gets a folder in /tmp, named after the home's inode, so that every process finds the same one by
    whatever path it came; not under XDG_RUNTIME_DIR, which differs between a login and a service of
    the same user.
    """
    inside = home() / "run"
    if len(os.fsencode(inside)) + 20 <= SOCKET_PATH_LIMIT and "," not in str(inside):
        return _inside("run")
    facts = home().stat()
    name = hashlib.sha256(f"{facts.st_dev}:{facts.st_ino}".encode()).hexdigest()[:12]
    return _verified(Path(f"/tmp/actionday-{facts.st_uid}-{name}"), facts)  # noqa: S108


def open_private(path: Path) -> int:
    """Open `path` for reading and writing, made 0600 if missing; return the descriptor."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise _refused(path, error) from error
    _give(path, path.parent.stat())
    return descriptor


def require_space(path: Path, wanted: int) -> None:
    """Raise `BadInput` if fewer than `wanted` bytes are free where `path` is."""
    free = shutil.disk_usage(path).free
    if free < wanted:
        raise BadInput(
            _("%(path)s: the disk is full: %(free)d MB free, %(wanted)d MB needed")
            % {"path": path, "free": free >> 20, "wanted": wanted >> 20}
        )


def _private(path: Path) -> Path:
    """Make `path` 0700 if it is missing; what is already there keeps its permissions."""
    path = path.absolute()
    try:
        if not path.is_dir():
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(path, error) from error
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise BadInput(_("%(path)s: this user may not write in this folder") % {"path": path})
    return path


def _inside(name: str) -> Path:
    """Make a folder of the home and hand it to the home's owner."""
    path = _private(home() / name)
    _give(path, home().stat())
    return path


def _verified(path: Path, owner: os.stat_result) -> Path:
    """Make `path` 0700 in a folder that others write to; refuse it if it is not ours alone."""
    _private(path)
    facts = path.lstat()
    ours = stat.S_ISDIR(facts.st_mode) and facts.st_uid in (owner.st_uid, os.geteuid())
    if not ours or stat.S_IMODE(facts.st_mode) != 0o700:
        raise BadInput(
            _("%(path)s: belongs to somebody else or is open to others") % {"path": path}
        )
    _give(path, owner)
    return path


def _give(path: Path, owner: os.stat_result) -> None:
    """Hand what root has made to the home's owner, who comes back later without being root."""
    if os.geteuid() == 0 and path.lstat().st_uid != owner.st_uid:
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


def _refused(path: Path, error: OSError) -> BadInput:
    return BadInput(
        _("%(path)s: cannot be made or opened: %(why)s") % {"path": path, "why": error.strerror}
    )
