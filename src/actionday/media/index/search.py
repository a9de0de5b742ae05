"""The kernels that search tables: one for few queries, one for many.

Both find the same. For each sub-code the buckets that `ring` names are read from end to end; what
the sketch lets through is compared in full. A pair that several starts of the ring find is taken
at the first of them only, so each is reported once.

The inner loops (`_next`, `_sift`) put nothing in place of an array: the compiler would count who
holds it at each turn, which takes longer than a bucket does.
"""

import numpy as np

from actionday.media.index.compare import TOGETHER, Doubts, Number, Search, settle
from actionday.media.index.compiled import compiled, part
from actionday.media.index.ring import PROBES, SUBCODES
from actionday.media.index.scan import Matches
from actionday.media.index.tables import Tables, Words32, sketch, subcode
from actionday.media.index.words import LANES, fetch, near, ones

AT_ONCE = 1 << 14
"""Queries whose probes are sorted together; with 2^15 more bits would be needed for a probe."""
AHEAD = 8
"""Probes for which the memory is on its way while one is looked at."""


@part
def _edge(tables: Tables, j: int, bucket: Number) -> Number:
    """Return where a bucket begins: the place in `sketches` and `rows`."""
    return j * len(tables.codes) + np.int64(tables.offsets[j, bucket])


@part
def _await(tables: Tables, j: int, bucket: Number) -> None:
    """Have the first and the last part of a bucket on their way."""
    fetch(tables.sketches, _edge(tables, j, bucket))
    fetch(tables.sketches, _edge(tables, j, bucket + 1))


@part
def _await_all(tables: Tables, j: int, probes: Words32, number: int) -> None:
    for probe in range(number):
        _await(tables, j, np.int64(probes[probe] & 0xFFFF))


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
def _sift(search: Search, j: int, probes: Words32, needles: Words32, doubts: Doubts) -> bool:
    """Look through the buckets of table j; say whether all were, or there was no more room.

    The last AHEAD probes are none. `needles` are the queries' sketches.
    """
    tables, candidates = search.tables, doubts.candidates
    number, turn, place = doubts.state
    while turn < len(probes) - AHEAD:
        probe = np.int64(probes[turn])
        query, bucket = probe >> 17, probe & 0xFFFF
        needle, limit = needles[query], search.ring[j, 1] - 1 - (probe >> 16 & 1)
        if place < 0:
            _await(tables, j, np.int64(probes[turn + AHEAD] & 0xFFFF))
            place = _edge(tables, j, bucket)
        end = _edge(tables, j, bucket + 1)
        place = _next(tables, place, end, needle, limit)
        while place < end:
            candidates[number, 0], candidates[number, 1], candidates[number, 2] = query, place, j
            fetch(tables.rows, place)
            number, place = number + 1, place + 1
            if number == TOGETHER:
                doubts.state[0], doubts.state[1], doubts.state[2] = number, turn, place
                return False
            place = _next(tables, place, end, needle, limit)
        turn, place = turn + 1, -1
    doubts.state[0], doubts.state[1], doubts.state[2] = number, 0, -1
    return True


@part
def _write_probes(search: Search, query: int, j: int, probes: Words32) -> int:
    """Write the probes of a query into table j, as query << 17 | off << 16 | bucket; count them.

    The first is the bucket of the sub-code itself, each other one bit off.
    """
    value, share = subcode(search.queries[query], j), search.ring[j, 0]
    if share == 0:
        return 0
    probes[0] = query << 17 | value
    if share == 1:
        return 1
    for bit in range(PROBES - 1):
        probes[bit + 1] = query << 17 | 1 << 16 | value ^ (1 << bit)
    return PROBES


@compiled
def few(search: Search) -> Matches:
    """Search for one query after the other; rows in place of ids, unordered."""
    probes = np.empty((SUBCODES, PROBES + AHEAD), np.uint32)
    numbers = np.empty(SUBCODES, np.int64)
    needles = np.empty(len(search.queries), np.uint32)
    doubts = Doubts(np.empty((TOGETHER, 3), np.int64), np.array([0, 0, -1]))
    found, size = np.empty((16, 3), np.int64), 0
    for query in range(len(search.queries)):
        for j in range(SUBCODES):
            numbers[j] = _write_probes(search, query, j, probes[j])
            _await_all(search.tables, j, probes[j], numbers[j])
        for j in range(SUBCODES):
            needles[query] = sketch(search.queries[query], j)
            while not _sift(search, j, probes[j, : numbers[j] + AHEAD], needles, doubts):
                found, size = settle(search, doubts, found, size)
        found, size = settle(search, doubts, found, size)
    return found[:size]


@part
def _by_bucket(probes: Words32, total: int, result: Words32) -> Words32:
    """Order probes by the upper half of their bucket; return them and AHEAD that are none.

    What follows each other then lies within a 256th of a table, which the nearer caches hold.
    """
    starts = np.zeros(257, np.int64)
    for probe in range(total):
        starts[(probes[probe] >> 8 & 0xFF) + 1] += 1
    for upper in range(256):
        starts[upper + 1] += starts[upper]
    for probe in range(total):
        upper = probes[probe] >> 8 & 0xFF
        result[starts[upper]] = probes[probe]
        starts[upper] += 1
    result[total : total + AHEAD] = 0
    return result[: total + AHEAD]


@compiled
def many(search: Search) -> Matches:
    """Search for up to AT_ONCE queries, table by table; rows in place of ids, unordered."""
    number = len(search.queries)
    unordered = np.empty(PROBES * number, np.uint32)
    ordered = np.empty(PROBES * number + AHEAD, np.uint32)
    needles = np.empty(number, np.uint32)
    doubts = Doubts(np.empty((TOGETHER, 3), np.int64), np.array([0, 0, -1]))
    found, size = np.empty((64, 3), np.int64), 0
    for j in range(SUBCODES):
        total = 0
        for query in range(number):
            needles[query] = sketch(search.queries[query], j)
            total += _write_probes(search, query, j, unordered[total:])
        probes = _by_bucket(unordered, total, ordered)
        while not _sift(search, j, probes, needles, doubts):
            found, size = settle(search, doubts, found, size)
    found, size = settle(search, doubts, found, size)
    return found[:size]
