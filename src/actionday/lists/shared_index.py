"""The snapshot of the lists' index that the processes of one house share."""

import fcntl
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from actionday.edge import home
from actionday.media.codes import Codes
from actionday.media.index.exact import ExactIndex
from actionday.media.index.snapshot import SnapshotFile, SnapshotUnusable, save

from .numbering import Numbers

WORTH_SHARING = 50_000
"""Entries from which on a snapshot saves more memory and time than it costs."""

GROWN = 10
"""A new snapshot is made when a tenth of the entries came or went since the last."""

Read = Callable[[], tuple[int, tuple[Numbers, Codes]]]
"""Reads all entries from the database: the mark up to which they are, their numbers and codes."""

log = logging.getLogger(__name__)


class SharedIndex:
    """One snapshot file, and the wish to make it anew now and then."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._file: SnapshotFile | None = None
        self._size = 0
        self._saving: threading.Thread | None = None

    def begin(self, is_known: Callable[[int], bool], read: Read) -> ExactIndex:
        """Open the snapshot, or read all entries and make it: one process does, others wait.

        A snapshot whose mark `is_known` does not know is of another history, and made anew.
        """
        with self._alone():
            index = self.newer()
            if index is None or not is_known(index.mark):
                mark, (numbers, codes) = read()
                index = ExactIndex.of(numbers, codes, mark)
                if len(index) >= WORTH_SHARING:
                    save(index, self._path())
        self._size = len(index)
        return index

    def newer(self) -> ExactIndex | None:
        """Open the snapshot if another process has made a new one; pass over a damaged one."""
        if self._file is None:
            self._file = SnapshotFile(self._path())
        try:
            found = self._file.newer()
        except SnapshotUnusable as error:
            log.warning("%s; it is made anew from the database", error)
            return None
        if found is not None:
            self._size = len(found)
        return found

    def save_if_worth(self, index: ExactIndex) -> None:
        """Make a new snapshot in the background if the index has changed much since the last."""
        changed = abs(len(index) - self._size)
        worth = len(index) >= WORTH_SHARING and changed * GROWN > self._size
        if worth and not (self._saving and self._saving.is_alive()):
            self._size = len(index)
            self._saving = threading.Thread(target=save, args=(index, self._path()), daemon=True)
            self._saving.start()

    def _path(self) -> Path:
        return home.indexes() / f"{self._kind}.index"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process of the house at a time begin."""
        with self._path().with_suffix(".begin").open("a") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield
