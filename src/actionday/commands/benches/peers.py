"""The indexes that ours is compared with, each in the form in which its users call it."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from actionday.commands.benches.rows import note
from actionday.media.codes import Codes
from actionday.media.thresholds import RADIUS

Pairs = NDArray[np.int64]
"""Matches as (query, entry), shape (n, 2)."""


class Peer(Protocol):
    """An index of other people's."""

    name: str
    takes_hex: bool
    """Its users give hex digits; else bytes, which are at hand already."""

    def one(self, queries: Any) -> Any:
        """Answer a single query, as its users ask it."""

    def many(self, queries: Any) -> Any:
        """Answer all queries in one call."""

    def pairs(self, queries: Any, answer: Any) -> Pairs:
        """Read what `many` answered."""


@dataclass
class Faiss:
    """An index of faiss for binary vectors."""

    name: str
    index: Any
    takes_hex: bool = False

    def one(self, queries: NDArray[np.uint8]) -> Any:
        """Answer in the same way as many."""
        return self.many(queries)

    def many(self, queries: NDArray[np.uint8]) -> Any:
        """Answer in one call; faiss's radius is the first distance that does not match."""
        return self.index.range_search(queries, RADIUS + 1)

    def pairs(self, queries: NDArray[np.uint8], answer: Any) -> Pairs:
        """Read the runs of answers, one a query."""
        limits, _distances, entries = answer
        numbers = np.diff(limits.astype(np.int64))
        return np.stack([np.repeat(np.arange(len(numbers)), numbers), entries], axis=1)


@dataclass
class ThreatExchange:
    """ThreatExchange's PDQIndex; its own class answers one query, the index within answers many."""

    index: Any
    name: str = "PDQIndex"
    takes_hex: bool = True

    def one(self, queries: list[str]) -> Any:
        """Ask the class itself."""
        return self.index.query(queries[0])

    def many(self, queries: list[str]) -> Any:
        """Ask the index within."""
        return self.index.index.search_with_distance_in_result(queries, RADIUS)

    def pairs(self, queries: list[str], answer: Any) -> Pairs:
        """Read the answers, which are kept by the query's digits."""
        rows = [(at, hit[0]) for at, value in enumerate(queries) for hit in answer[value]]
        return np.array(rows, np.int64).reshape(-1, 2)


def bytes_of(codes: Codes) -> NDArray[np.uint8]:
    """Return codes as faiss takes them, shape (n, 32)."""
    return np.ascontiguousarray(codes.astype(">u8")).view(np.uint8)


def hex_of(codes: Codes) -> list[str]:
    """Return codes as hex digits."""
    return [bytes(each).hex() for each in bytes_of(codes)]


def faiss_flat(codes: Codes) -> Peer:
    """Build the index that looks at all."""
    import faiss

    index = faiss.IndexBinaryFlat(256)
    index.add(bytes_of(codes))
    return Faiss("faiss-flat", index)


def faiss_multihash(codes: Codes) -> Peer:
    """Build 16 tables of 16 bits that are searched with one bit flipped: exact up to 31 bits."""
    import faiss

    index = faiss.IndexBinaryMultiHash(256, 16, 16)
    index.nflip = 1
    index.add(bytes_of(codes))
    return Faiss("faiss-multihash", index)


def pdq_index(codes: Codes) -> Peer:
    """Build ThreatExchange's."""
    from threatexchange.signal_type.pdq.pdq_index import PDQIndex

    return ThreatExchange(PDQIndex((value, at) for at, value in enumerate(hex_of(codes))))


PEERS: dict[str, tuple[tuple[str, ...], Callable[[Codes], Peer]]] = {
    "faiss-flat": (("faiss",), faiss_flat),
    "faiss-multihash": (("faiss",), faiss_multihash),
    "PDQIndex": (("faiss", "threatexchange", "pdqhash"), pdq_index),
}
"""Name -> the packages that it takes, and how it is built."""


def installed() -> dict[str, Callable[[Codes], Peer]]:
    """Return the peers that can be built here, each with one thread; name what others lack."""
    lacking = {
        name: [package for package in packages if not find_spec(package)]
        for name, (packages, _build) in PEERS.items()
    }
    missing = sorted({package for packages in lacking.values() for package in packages})
    if missing:
        left_out = ", ".join(name for name, packages in lacking.items() if packages)
        values = {"packages": ", ".join(missing), "peers": left_out}
        note(_("not installed (make bench does): %(packages)s; left out: %(peers)s") % values)
    if find_spec("faiss"):
        import faiss

        faiss.omp_set_num_threads(1)
    return {name: build for name, (_packages, build) in PEERS.items() if not lacking[name]}
