"""Hostile media is decoded apart: in a process that can reach nothing and may cost only so much."""

import atexit
import contextlib
import os
import shutil
import stat
import tempfile
import threading
import weakref
from collections.abc import Iterator
from functools import cache
from gettext import gettext as _
from pathlib import Path
from typing import Any, Self

from .endings import Unreadable, found_in
from .limits import Limits
from .parent import Gone, Parent, TooLong, start

__all__ = ["Limits", "Sandbox", "Unreadable", "sandbox"]

EXAMINE = "actionday.media.examine:examine"
_all: "weakref.WeakSet[Sandbox]" = weakref.WeakSet()


class Sandbox:
    """A warm parent process and the children that it forks, one for each file.

    `target` is the function to call there, `module:function`, with the file's path and the folder
    for derivatives; what it returns has `to_json()`. At most `parallel` files are examined at once
    (default: one a processor). Starts on first use; a parent that has died is replaced.
    """

    def __init__(
        self, target: str = EXAMINE, limits: Limits | None = None, parallel: int | None = None
    ) -> None:
        self.target = target
        self.limits = limits or Limits()
        self._slots = threading.BoundedSemaphore(parallel or os.cpu_count() or 1)
        self._guard = threading.Lock()
        self._parent: Parent | None = None
        _all.add(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def examine(self, path: Path, out: Path | None = None) -> dict[str, Any]:
        """Examine the file at `path`; put its derivatives into the folder `out` (None: make none).

        Returns what the target's `to_json()` gave. Raises `Unreadable` if the file cannot be
        decoded within the limits, `OSError` if it cannot be opened, `RuntimeError` if there is no
        sandbox to be had.
        """
        with self._slots:
            for _attempt in range(2):
                parent = self.parent()
                try:
                    return self._examined(parent, path, out)
                except Gone:
                    self._replace(parent)
                except TooLong as error:
                    raise Unreadable(_("the decoder gave an answer without end")) from error
            raise Unreadable(_("the decoder took its surroundings down with it"))

    def walls(self) -> tuple[str, ...]:
        """Return what stands around a decoder here: bubblewrap, no network, landlock, seccomp."""
        return self.parent().walls

    def parent(self) -> Parent:
        """Return the warm parent, started if there is none."""
        with self._guard:
            if self._parent is None or not self._parent.outbox.is_dir():
                self._parent = start(self.target, self.limits)
            return self._parent

    def close(self) -> None:
        """End the warm parent and whatever it still examines."""
        with self._guard:
            if self._parent:
                self._parent.close()
                self._parent = None

    def _examined(self, parent: Parent, path: Path, out: Path | None) -> dict[str, Any]:
        with opened(path, parent.outbox) as source, box(parent, out) as folder:
            answer, ending = parent.examine(source, folder)
            found = found_in(answer, ending, self.limits)
            if folder and out:
                deliver(folder, out)
            return found

    def _replace(self, dead: Parent) -> None:
        with self._guard:
            if self._parent is dead:
                dead.close()
                self._parent = None

    def _forget(self) -> None:
        self._guard = threading.Lock()
        if self._parent:
            self._parent.forget()
            self._parent = None


@cache
def sandbox() -> Sandbox:
    """Return the sandbox of this process."""
    return Sandbox()


@contextlib.contextmanager
def opened(path: Path, outbox: Path) -> Iterator[int]:
    """Open `path` for the child, which opens it once more with fewer rights than we may have.

    So a private file of another user, which only root can read, is handed over as a copy.
    """
    with path.open("rb") as file:
        facts = os.fstat(file.fileno())
        if not stat.S_ISREG(facts.st_mode):
            raise Unreadable(_("this is not a file"))
        if facts.st_uid == os.geteuid() or facts.st_mode & stat.S_IROTH:
            yield file.fileno()
            return
        with tempfile.TemporaryFile(dir=outbox) as copy:
            shutil.copyfileobj(file, copy)
            copy.flush()
            yield copy.fileno()


@contextlib.contextmanager
def box(parent: Parent, out: Path | None) -> Iterator[Path | None]:
    """Give a child a folder of its own in the outbox, if it is to make anything."""
    if out is None:
        yield None
        return
    with tempfile.TemporaryDirectory(dir=parent.outbox) as name:
        yield Path(name)


def deliver(folder: Path, out: Path) -> None:
    """Move what a child has made to where it is wanted: plain files only, no link to elsewhere."""
    made = list(folder.iterdir())
    for path in made:
        facts = path.lstat()
        if not stat.S_ISREG(facts.st_mode) or facts.st_nlink != 1:
            raise Unreadable(_("the decoder made something that is not a plain file"))
    out.mkdir(parents=True, exist_ok=True)
    for path in made:
        shutil.move(path, out / path.name)


def _close_all() -> None:
    for each in list(_all):
        each.close()


def _forget_all() -> None:
    for each in list(_all):
        each._forget()


atexit.register(_close_all)
os.register_at_fork(after_in_child=_forget_all)
