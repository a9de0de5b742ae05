"""The rehearsal's own home: a folder `demo` in the home, begun afresh each time, and no other."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path

from actionday.edge import home, postgres
from actionday.errors import BadInput

MARK = ".rehearsal"
"""A folder without this file is not ours to empty."""

ELSEWHERE = ("ACTIONDAY_DATABASE_URL", "ACTIONDAY_SERVING_DATABASE_URL")


@contextmanager
def fresh_home() -> Iterator[Path]:
    """Make an empty home for a rehearsal and set `ACTIONDAY_HOME` to it, for us and our children.

    Real data is never touched: the rehearsal has its own database there, whatever
    `ACTIONDAY_DATABASE_URL` says. Raises BadInput if another rehearsal runs there.
    """
    folder = home.home() / "demo"
    with alone(folder.with_name("demo.lock")):
        os.environ["ACTIONDAY_HOME"] = str(folder)
        for name in ELSEWHERE:
            os.environ.pop(name, None)
        empty(folder)
        yield folder


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Hold the lock of the one rehearsal that may run in a home."""
    descriptor = home.open_private(lock)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise BadInput(
            _("%(path)s: a demo is running in this home; end it, or set another ACTIONDAY_HOME")
            % {"path": lock}
        ) from error
    finally:
        os.close(descriptor)


def empty(folder: Path) -> None:
    """Remove what a former rehearsal left, its database's server first, and begin a new folder."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise BadInput(
                _("%(path)s: is no demo's folder; move it away, or set another ACTIONDAY_HOME")
                % {"path": folder}
            )
        postgres.stop()
        shutil.rmtree(folder)
    home.home()
    (folder / MARK).touch()
