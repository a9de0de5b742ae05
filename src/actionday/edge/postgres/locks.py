"""Who may start and stop the server: two locks of ours, and one that the server itself holds.

All are flocks, so the kernel frees them when the last holder ends, however it ends:
`start` is held while somebody starts or stops the server; `users` is shared by every process that
uses it; `server` is inherited by all processes of the server.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from actionday.edge import home


@contextlib.contextmanager
def starting(folder: Path) -> Iterator[None]:
    """Hold the lock under which the server is started and stopped; wait for whoever has it."""
    descriptor = home.open_private(folder / "start.lock")
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def is_free(path: Path) -> bool:
    """Tell whether nobody holds the lock on `path`."""
    descriptor = home.open_private(path)
    try:
        return _taken(descriptor)
    finally:
        os.close(descriptor)


class Use:
    """This process's share in the server; a forked child has none until it asks for its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.descriptor: int | None = home.open_private(folder / "users.lock")
        fcntl.flock(self.descriptor, fcntl.LOCK_SH)

    def is_last(self) -> bool:
        """Tell whether nobody else uses the server; afterwards nobody can begin to."""
        return self.descriptor is not None and _taken(self.descriptor)

    def end(self) -> None:
        """Give the share up."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
