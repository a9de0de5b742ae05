"""Compares in full what the sketches let through, many at a time."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actionday.media.codes import WORDS, Codes
from actionday.media.index.compiled import part
from actionday.media.index.scan import Matches
from actionday.media.index.tables import Tables, sketch, subcode
from actionday.media.index.words import fetch, ones

Gone = NDArray[np.bool_]
"""Shape (n,): which rows are withdrawn."""
Words = NDArray[np.uint64]
Number = int | np.int64

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


class Doubts(NamedTuple):
    """Candidates that the sketch lets through, to be compared together."""

    candidates: Matches
    """Query, place (later row) and start of each, shape (TOGETHER, 3)."""
    state: NDArray[np.int64]
    """How many there are; of which probe is the last, and where in its bucket to go on (or -1)."""


@part
def _opens(words: Words, j: int, ring: NDArray[np.int64]) -> bool:
    """Say whether two codes, `words` their exclusive or, are found at the start j."""
    first = ones(np.uint64(subcode(words, j)))
    if first >= ring[j, 0]:
        return False
    both = ones(np.uint64(sketch(words, j)))
    return bool(first + both < ring[j, 1])


@part
def distance_of(search: Search, query: Number, row: Number, j: int) -> int:
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
def settle(search: Search, doubts: Doubts, found: Matches, size: int) -> tuple[Matches, int]:
    """Compare all candidates, and note the matches; return those of before and these, counted.

    Each step asks for the memory of all before it looks at the first: they come together.
    """
    tables, candidates, number = search.tables, doubts.candidates, doubts.state[0]
    for at in range(number):
        candidates[at, 1] = tables.rows[candidates[at, 1]]
        fetch(tables.codes, WORDS * candidates[at, 1])
    for at in range(number):
        query, row, j = candidates[at]
        distance = distance_of(search, query, row, j)
        if distance >= 0:
            if size == len(found):
                grown = np.empty((2 * size, 3), np.int64)
                grown[:size] = found
                found = grown
            found[size, 0], found[size, 1], found[size, 2] = query, row, distance
            size += 1
    doubts.state[0] = 0
    return found, size
