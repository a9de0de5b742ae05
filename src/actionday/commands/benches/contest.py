"""Our index and its peers over the same hashes and queries, taking turns."""

import statistics
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from typing import Any

import numpy as np

from actionday.commands.benches.limit import touched
from actionday.commands.benches.peers import Pairs, Peer, bytes_of, hex_of
from actionday.commands.benches.rows import Measured, Row
from actionday.media.codes import Codes, codes_of
from actionday.media.index.exact import ExactIndex
from actionday.media.index.scan import scan

FEW_FROM = 5_000_000
"""From so many entries on peers answer tens of queries a second: faiss alone, in bulk, few."""
FEW = 60
ROUNDS = 5
LEAST_S = 0.2
"""One turn goes on for so long at least."""
BETWEEN_LOOKS = 8
"""Calls between two looks at the clock."""
CHANGED = 1000
COMPARED = 4 * 10**9
"""Pairs of a query and a hash that are compared one by one to check the answers."""

Call = Callable[[Any], Any]


class Contest:
    """One list of hashes with its queries, both of shape (n, 4)."""

    def __init__(self, data: str, known: Codes, queries: Codes) -> None:
        self.data, self.known, self.queries = data, known, queries
        self.index = ExactIndex()
        checked = max(10, min(len(queries), COMPARED // len(known)))
        self.checked = queries[:checked]
        self.true = scan(known, self.checked)[:, :2]

    def row(self, case: str, unit: str, ours: float, *theirs: Any) -> Row:
        """Return a row of this list."""
        return Measured("match", case, len(self.known), self.data, unit).row(ours, *theirs)

    def alone(self) -> Iterator[Row]:
        """Build our index, and measure what no peer is compared in."""
        ids = np.arange(len(self.known))
        ExactIndex.of(ids[:1], self.known[:1]).search(self.queries)  # Loads what is compiled.
        start = time.perf_counter()
        self.index = ExactIndex.of(ids, self.known)
        yield self.row("build", "s", time.perf_counter() - start)
        yield self.row("memory beside the codes", "bytes/entry", self.index.beside / len(ids))
        yield self.row("recall", "share", self.recall(self.pairs()))
        if built := self.index.sorted():
            candidates, lines = touched(built.tables, self.queries)
            yield self.row("candidates", "a query", candidates)
            yield self.row("cache lines", "a query", lines)
        yield from self.changes()

    def pairs(self) -> Pairs:
        """Return what our index finds for the queries that are checked."""
        found = self.index.search(self.checked)
        return np.stack([found.query, found.id], axis=1)

    def recall(self, found: Pairs) -> float:
        """Return the share of the true matches that were found; AssertionError at a false one."""
        mine, true = {*map(tuple, found.tolist())}, {*map(tuple, self.true.tolist())}
        assert mine <= true, "a match that is none"
        assert len(mine) == len(found), "a match that is told twice"
        return len(mine) / len(true) if true else 1.0

    def changes(self) -> Iterator[Row]:
        """Add and withdraw a thousand entries, each until a search shows it."""
        codes = np.random.default_rng(1).integers(0, 2**64, (CHANGED, 4), np.uint64)
        ids = np.arange(CHANGED) - CHANGED
        for case, change in (
            ("add 1000, visible", lambda: self.index.add(ids, codes)),
            ("withdraw 1000, visible", lambda: self.index.withdraw(ids)),
        ):
            start = time.perf_counter()
            change()
            found = len(self.index.search(codes, 0).id)
            yield self.row(case, "s", time.perf_counter() - start)
            assert found == (CHANGED if case.startswith("add") else 0)
        self.index.rebuild()

    def against(self, peer: Peer) -> Iterator[Row]:
        """Race one peer, in bulk and one query at a time; both take turns."""
        large = len(self.known) >= FEW_FROM
        checked = self.given(peer, self.checked)
        theirs = self.recall(peer.pairs(checked, peer.many(checked)))
        yield self.row("recall", "share", self.recall(self.pairs()), peer.name, theirs)
        search: Call = self.of_hex if peer.takes_hex else self.index.search
        mine = hex_of(self.queries) if peer.takes_hex else self.queries
        given = self.given(peer, self.queries[: FEW if large else None])
        rates = race((search, [mine]), (peer.many, [given]))
        yield self.row("bulk", "queries/s", rates[0], peer.name, rates[1])
        if not large:
            rates = race((search, ones(mine)), (peer.one, ones(given)))
            yield self.row("single", "queries/s", rates[0], peer.name, rates[1])

    def given(self, peer: Peer, codes: Codes) -> Any:
        """Return queries in the form that the peer takes."""
        return hex_of(codes) if peer.takes_hex else bytes_of(codes)

    def of_hex(self, values: list[str]) -> Any:
        """Search for hex digits, as PDQIndex does: reading them is part of it."""
        return self.index.search(codes_of(values))

    def unrivalled(self) -> Iterator[Row]:
        """Measure the speed alone, where there is no peer to race."""
        for case, calls in (("bulk", [self.queries]), ("single", ones(self.queries))):
            turns = [turn(self.index.search, calls) for _round in range(ROUNDS)]
            yield self.row(case, "queries/s", statistics.median(turns))


def ones(queries: Any) -> list[Any]:
    """Return queries as calls of one each."""
    return [queries[at : at + 1] for at in range(len(queries))]


def race(*rivals: tuple[Call, list[Any]]) -> list[float]:
    """Let each search answer its calls, in turns; return the medians of their queries a second."""
    turns = [[turn(*rival) for rival in rivals] for _round in range(ROUNDS)]
    return [statistics.median(each) for each in zip(*turns, strict=True)]


def turn(search: Call, calls: list[Any]) -> float:
    """Return queries a second of this thread's own time, which others on the machine leave alone.

    All calls are made over and over, for a while.
    """
    answered, took, rest = 0, 0.0, cycle(calls)
    start = time.thread_time()
    while took < LEAST_S:
        for call in islice(rest, min(len(calls), BETWEEN_LOOKS)):
            search(call)
            answered += len(call)
        took = time.thread_time() - start
    return answered / took
