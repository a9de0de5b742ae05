"""Where what stands in a snapshot file, and the checksums that tell a whole one from a damaged one.

A header of one page, a checksum for each block of what follows, then the arrays, each from a new
page on. Numbers are in the byte order of the machine: they are used as they lie, not read.
"""

import struct
import zlib
from gettext import gettext as _
from math import prod
from mmap import mmap
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from actionday.media.codes import WORDS
from actionday.media.index.order import new_places
from actionday.media.index.ring import BUCKETS, SUBCODES
from actionday.media.index.tables import Built
from actionday.media.index.threads import shared
from actionday.media.index.words import LANES

PAGE = 4096
BLOCK = 1 << 22
"""Bytes under one checksum."""
MAGIC = b"ADINDEX\n"
VERSION = 1
"""Raised whenever the form changes, or what an array means."""
_ORDER = 0x01020304
_FORM = struct.Struct("=8sIIIIQqqI")


class Header(NamedTuple):
    """The first page of a file, but for its own checksum, which ends the page."""

    magic: bytes
    version: int
    byte_order: int
    bit_order: int
    """Checksum of the order of the bits."""
    id_bytes: int
    """4 or 8."""
    entries: int
    mark: int
    first: int
    """The lowest id."""
    sums: int
    """Checksum of the blocks' checksums."""

    @classmethod
    def of(cls, built: Built, sums: int = 0) -> Self:
        """Describe tables."""
        size, number = built.offsets.dtype.itemsize, len(built)
        return cls(
            MAGIC, VERSION, _ORDER, _bit_order(), size, number, built.mark, built.first, sums
        )

    def page(self) -> bytes:
        """Return the page."""
        body = _FORM.pack(*self).ljust(PAGE - 4, b"\0")
        return body + struct.pack("=I", zlib.crc32(body))


def read_header(page: bytes) -> Header:
    """Read a page; ValueError says why the file is not for us."""
    if len(page) < PAGE or not page.startswith(MAGIC):
        raise ValueError(_("it is not a snapshot of an index"))
    header = Header(*_FORM.unpack_from(page))
    if header.byte_order != _ORDER:
        raise ValueError(_("it is from a machine with another byte order"))
    if header.version != VERSION:
        raise ValueError(
            _("its form has version %(its)d, not %(ours)d")
            % {"its": header.version, "ours": VERSION}
        )
    if page != header.page():
        raise ValueError(_("its header is damaged"))
    if header.bit_order != _bit_order():
        raise ValueError(_("its bits are in another order"))
    return header


def _bit_order() -> int:
    return zlib.crc32(bytes(new_places()))


class Section(NamedTuple):
    """One array of the file: its first byte, its type and its shape."""

    at: int
    kind: type[np.generic]
    shape: tuple[int, ...]

    @property
    def size(self) -> int:
        """Bytes."""
        return prod(self.shape) * np.dtype(self.kind).itemsize


def sections(header: Header) -> dict[str, Section]:
    """Return the arrays of a file by name, `sums` (the blocks' checksums) first."""
    entries = header.entries
    shapes: dict[str, tuple[type[np.generic], tuple[int, ...]]] = {
        "codes": (np.uint64, (entries, WORDS)),
        "offsets": (np.uint32, (SUBCODES, BUCKETS + 1)),
        "sketches": (np.uint32, (SUBCODES * entries + LANES,)),
        "rows": (np.uint32, (SUBCODES * entries,)),
        "ids": (np.uint32 if header.id_bytes == 4 else np.uint64, (entries,)),
    }
    body = sum(_pages(Section(0, *shape).size) for shape in shapes.values())
    placed, at = {}, PAGE
    for name, shape in {"sums": (np.uint32, (-(-body // BLOCK),)), **shapes}.items():
        placed[name] = Section(at, *shape)
        at += _pages(placed[name].size)
    return placed


def size_of(header: Header) -> int:
    """Return the size of the whole file, bytes."""
    last = list(sections(header).values())[-1]
    return last.at + _pages(last.size)


def _pages(size: int) -> int:
    return -(-size // PAGE) * PAGE


def checksums(content: mmap, start: int) -> NDArray[np.uint32]:
    """Return the CRC-32 of each block from `start` on; two threads share the work."""
    view = memoryview(content)
    blocks = [view[at : at + BLOCK] for at in range(start, len(view), BLOCK)]
    return np.array(shared(zlib.crc32, blocks), np.uint32)
