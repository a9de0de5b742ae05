"""An index in a file that processes share: written once, mapped by each, checked by each.

Mapped pages are the system's own copy of the file, so a second process that opens it costs next to
no memory. A newer snapshot takes the place of the older in one step; who has the older one open
keeps it. The file's form is described in docs/reference/matching.md.
"""

import fcntl
import mmap
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from math import prod
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from actionday.media.index.exact import ExactIndex
from actionday.media.index.layout import (
    PAGE,
    Header,
    checksums,
    read_header,
    sections,
    size_of,
)
from actionday.media.index.tables import Built, Tables


class SnapshotUnusable(Exception):
    """A snapshot file is damaged, cut off or of another form; the text says which and why.

    What it held has to be built again from where the entries come from.
    """


def save(index: ExactIndex, path: Path) -> None:
    """Write what the index holds now, with its mark.

    The file at `path` is replaced in one step once all of the new one is on the disk; a crash
    before that leaves the old one. ValueError for an empty index.
    """
    built = index.sorted()
    if built is None:
        raise ValueError("an empty index has no snapshot")
    with _writing(path) as file:
        places = sections(Header.of(built))
        for name, place in places.items():
            if name != "sums":
                file.seek(place.at)
                file.write(_array(built, name).data)
        file.truncate(size_of(Header.of(built)))
        file.flush()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            sums = checksums(content, places["codes"].at).tobytes()
        file.seek(0)
        file.write(Header.of(built, zlib.crc32(sums)).page() + sums)


def _array(built: Built, name: str) -> NDArray[np.generic]:
    """Return a section's array."""
    return built.offsets if name == "ids" else built.tables._asdict()[name]


@contextmanager
def _writing(path: Path) -> Iterator[IO[bytes]]:
    """Yield a new file that takes the place of `path` at the end; one writer at a time.

    What writers left that were killed is removed: the lock says that none of them lives.
    """
    lock = path.with_name(path.name + ".lock")
    with lock.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        for left in path.parent.glob(path.name + ".new-*"):
            left.unlink()
        new = path.with_name(f"{path.name}.new-{os.getpid()}")
        try:
            new.touch(0o600, exist_ok=False)  # What is looked for is nobody else's business.
            with new.open("r+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            new.replace(path)
        finally:
            new.unlink(missing_ok=True)
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Have the new name on the disk as well."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def load(path: Path) -> ExactIndex:
    """Open a snapshot; SnapshotUnusable if it cannot be trusted, OSError if it cannot be read."""
    with path.open("rb") as file:
        return _load(path, file)


def _load(path: Path, file: IO[bytes]) -> ExactIndex:
    try:
        built = _mapped(file)
    except ValueError as error:
        raise SnapshotUnusable(_("%(path)s: %(why)s") % {"path": path, "why": error}) from error
    return ExactIndex(built)


def _mapped(file: IO[bytes]) -> Built:
    """Map a file whose header and checksums are right; ValueError says what is not."""
    header = read_header(file.read(PAGE))
    if os.fstat(file.fileno()).st_size != size_of(header):
        raise ValueError(_("it is cut off, or has more than it should"))
    content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    places = sections(header)
    arrays = {
        name: np.frombuffer(content, place.kind, prod(place.shape), place.at)
        for name, place in places.items()
    }
    found = checksums(content, places["codes"].at)
    if zlib.crc32(arrays["sums"].tobytes()) != header.sums or not np.array_equal(
        found, arrays["sums"]
    ):
        raise ValueError(_("its content is damaged"))
    tables = {name: arrays[name].reshape(places[name].shape) for name in Tables._fields}
    return Built(Tables(**tables), header.first, arrays["ids"], header.mark)


class SnapshotFile:
    """Looks whether another process has written a newer snapshot."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, ...] = ()

    def newer(self) -> ExactIndex | None:
        """Open the file if it is not the one that was looked at last; None if it is, or is absent.

        One call to the system tells. The index has to be brought up to date from its mark on
        before it takes the place of the older one, lest what was withdrawn since match again.
        SnapshotUnusable, once for each such file, as `load`.
        """
        try:
            if _identity(self.path.stat()) == self._seen:
                return None
            with self.path.open("rb") as file:
                self._seen = _identity(os.fstat(file.fileno()))
                return _load(self.path, file)
        except FileNotFoundError:
            return None


def _identity(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns
