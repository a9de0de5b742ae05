"""The kernels that search tables: one for few queries, one for many.

Both find the same. For each sub-code the buckets that `ring` names are read from end to end; what
the sketch lets through is compared in full. A pair that several starts of the ring find is taken
at the first of them only, so each is reported once.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actionday.media.codes import WORDS, Codes
from actionday.media.index.compiled import compiled, part
from actionday.media.index.ring import PROBES, SUBCODES
from actionday.media.index.scan import Matches
from actionday.media.index.tables import Tables, Words32, sketch, subcode
from actionday.media.index.words import LANES, fetch, near, ones

Gone = NDArray[np.bool_]
"""Shape (n,): which rows are withdrawn."""
Words = NDArray[np.uint64]
Number = int | np.int64

AT_ONCE = 1 << 14
"""Queries whose probes are sorted together; with 2^15 more bits would be needed for a probe."""
AHEAD = 8
"""Probes for which the memory is on its way while one is looked at."""


TOGETHER = 64
"""Candidates that are compared in one go."""


class Search(NamedTuple):
    """What is searched, and for what."""

    tables: Tables
    gone: Gone
    queries: Codes
    """Shape (m, 4), their bits reordered."""
    ring: NDArray[np.int64]
    radius: int
    apart: Words
    """Shape (4,): where a search notes in which bits two codes differ."""


@part
def _opens(words: Words, j: int, ring: NDArray[np.int64]) -> bool:
    """Say whether two codes, `words` their exclusive or, are found at the start j."""
    first = ones(np.uint64(subcode(words, j)))
    if first >= ring[j, 0]:
        return False
    both = ones(np.uint64(sketch(words, j)))
    return bool(first + both < ring[j, 1])


@part
def _distance(search: Search, query: Number, row: Number, j: int) -> int:
    """Return the distance; -1 if it is too large, withdrawn, or found by a start before j too."""
    distance, words = 0, search.apart
    for word in range(WORDS):
        words[word] = search.tables.codes[row, word] ^ search.queries[query, word]
        distance += ones(words[word])
    if distance > search.radius or search.gone[row]:
        return -1
    for start in range(j):
        if _opens(words, start, search.ring):
            return -1
    return distance


@part
def _doubt(
    tables: Tables, doubtful: Matches, number: int, candidate: tuple[Number, Number, int]
) -> int:
    """Keep a candidate (query, place, start) until some are there; return their number."""
    doubtful[number, 0], doubtful[number, 1], doubtful[number, 2] = candidate
    fetch(tables.rows, candidate[1])
    return number + 1


@part
def _bucket(value: int, probe: int) -> int:
    """Return the bucket of a probe: 0 is the sub-code's own, each other one bit away."""
    return value if probe == 0 else value ^ (1 << (probe - 1))


@part
def _edge(tables: Tables, j: int, bucket: Number) -> Number:
    """Return where a bucket begins: the place in `sketches` and `rows`."""
    return j * len(tables.codes) + np.int64(tables.offsets[j, bucket])


@part
def _next(tables: Tables, at: Number, end: Number, needle: np.uint32, limit: Number) -> Number:
    """Return the first place from `at` on whose sketch is near the needle, or `end`."""
    while at < end:
        passed = near(tables.sketches, at, needle, limit)
        if passed:
            lane: int = ones(np.uint64((passed & -passed) - 1))
            return min(end, at + lane)
        at += LANES
    return end


@part
def _await(tables: Tables, at: Number, end: Number) -> None:
    """Have the first and the last part of a bucket on their way."""
    fetch(tables.sketches, at)
    fetch(tables.sketches, end)


@part
def _settle(
    search: Search, doubtful: Matches, number: int, found: Matches, size: int
) -> tuple[Matches, int]:
    """Compare what the sketches let through, and note the matches; return them with their number.

    Each step asks for the memory of all before it looks at the first: they come together.
    """
    tables = search.tables
    for at in range(number):
        doubtful[at, 1] = tables.rows[doubtful[at, 1]]
        fetch(tables.codes, WORDS * doubtful[at, 1])
    for at in range(number):
        query, row, j = doubtful[at]
        distance = _distance(search, query, row, j)
        if distance >= 0:
            if size == len(found):
                grown = np.empty((2 * size, 3), np.int64)
                grown[:size] = found
                found = grown
            found[size, 0], found[size, 1], found[size, 2] = query, row, distance
            size += 1
    return found, size


@compiled
def few(search: Search) -> Matches:
    """Search for one query after the other; rows in place of ids, unordered."""
    tables, ring = search.tables, search.ring
    edges = np.empty((SUBCODES, PROBES, 2), np.int64)
    doubtful, number = np.empty((TOGETHER, 3), np.int64), 0
    found, size = np.empty((16, 3), np.int64), 0
    for query in range(len(search.queries)):
        code = search.queries[query]
        for j in range(SUBCODES):
            value = subcode(code, j)
            for probe in range(_probes(ring[j, 0])):
                bucket = _bucket(value, probe)
                edges[j, probe, 0] = _edge(tables, j, bucket)
                edges[j, probe, 1] = _edge(tables, j, bucket + 1)
                _await(tables, edges[j, probe, 0], edges[j, probe, 1])
        for j in range(SUBCODES):
            needle = sketch(code, j)
            for probe in range(_probes(ring[j, 0])):
                limit, end = ring[j, 1] - 1 - min(probe, 1), edges[j, probe, 1]
                place = _next(tables, edges[j, probe, 0], end, needle, limit)
                while place < end:
                    number = _doubt(tables, doubtful, number, (query, place, j))
                    if number == TOGETHER:
                        found, size = _settle(search, doubtful, number, found, size)
                        number = 0
                    place = _next(tables, place + 1, end, needle, limit)
        found, size = _settle(search, doubtful, number, found, size)
        number = 0
    return found[:size]


@part
def _probes(share: int) -> int:
    """Return the number of buckets that a sub-code with this share needs: 0, 1 or 17."""
    return PROBES if share == 2 else share


@part
def _sorted_probes(search: Search, j: int, unsorted: Words32, probes: Words32) -> int:
    """Write the probes of all queries for sub-code j, by their bucket's upper half; count them.

    A probe is query << 17 | off << 16 | bucket. What follows each other then lies within a 256th
    of the table, which the nearer caches hold.
    """
    starts = np.zeros(257, np.int64)
    total = 0
    for query in range(len(search.queries)):
        value = subcode(search.queries[query], j)
        for probe in range(_probes(search.ring[j, 0])):
            bucket = _bucket(value, probe)
            unsorted[total] = query << 17 | min(probe, 1) << 16 | bucket
            starts[(bucket >> 8) + 1] += 1
            total += 1
    for upper in range(256):
        starts[upper + 1] += starts[upper]
    for probe in range(total):
        upper = (unsorted[probe] >> 8) & 0xFF
        probes[starts[upper]] = unsorted[probe]
        starts[upper] += 1
    probes[total : total + AHEAD] = 0
    return total


@compiled
def many(search: Search) -> Matches:
    """Search for up to AT_ONCE queries, table by table; rows in place of ids, unordered."""
    tables, ring, number = search.tables, search.ring, len(search.queries)
    unsorted = np.empty(PROBES * number, np.uint32)
    probes = np.empty(PROBES * number + AHEAD, np.uint32)
    needles = np.empty(number, np.uint32)
    doubtful, doubts = np.empty((TOGETHER, 3), np.int64), 0
    found, size = np.empty((64, 3), np.int64), 0
    for j in range(SUBCODES):
        for query in range(number):
            needles[query] = sketch(search.queries[query], j)
        for turn in range(_sorted_probes(search, j, unsorted, probes)):
            soon = np.int64(probes[turn + AHEAD] & 0xFFFF)
            _await(tables, _edge(tables, j, soon), _edge(tables, j, soon + 1))
            probe = np.int64(probes[turn])
            asked, bucket = probe >> 17, probe & 0xFFFF
            needle, limit = needles[asked], ring[j, 1] - 1 - (probe >> 16 & 1)
            end = _edge(tables, j, bucket + 1)
            place = _next(tables, _edge(tables, j, bucket), end, needle, limit)
            while place < end:
                doubts = _doubt(tables, doubtful, doubts, (asked, place, j))
                if doubts == TOGETHER:
                    found, size = _settle(search, doubtful, doubts, found, size)
                    doubts = 0
                place = _next(tables, place + 1, end, needle, limit)
    found, size = _settle(search, doubtful, doubts, found, size)
    return found[:size]
