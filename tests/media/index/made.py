"""Codes made for tests, and the plain answer to a search: every pair is counted bit by bit."""

import numpy as np
from hypothesis import strategies as st

from actionday.media.codes import codes_of
from actionday.media.index.order import reordered

NUMBERS = st.integers(0, 2**256 - 1)


def codes(numbers):
    return codes_of([f"{number:064x}" for number in numbers])


def _places():
    """The bit of a hash that stands at each place of the index's order."""
    moved = reordered(codes([1 << bit for bit in range(256)]))
    return {
        int(np.flatnonzero(words)[0]) * 64 + int(words.max()).bit_length() - 1: bit
        for bit, words in enumerate(moved)
    }


PLACES = _places()


def apart(distances, draw=lambda j: range(16)):
    """A difference of so many bits in each of the index's 16 sub-codes, as a number."""
    return sum(
        1 << PLACES[16 * j + place]
        for j, number in enumerate(distances)
        for place in list(draw(j))[:number]
    )


def plain(entries, queries, radius):
    """All matches as (query, distance, id), in the index's order; entries are (id, number)."""
    entries = list(entries)
    return sorted(
        (at, (query ^ number).bit_count(), ident)
        for at, query in enumerate(queries)
        for ident, number in entries
        if (query ^ number).bit_count() <= radius
    )


def rows(found):
    return list(zip(found.query.tolist(), found.distance.tolist(), found.id.tolist(), strict=True))
