"""The index finds what counting bit by bit finds: no more, no less, each once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionday.media.index.exact import ExactIndex
from actionday.media.index.ring import WIDEST, ring
from tests.media.index.made import NUMBERS, apart, codes, plain, rows

MANY = 40
"""So many queries are searched table by table, fewer one by one."""


def index_of(numbers):
    return ExactIndex.of(np.arange(len(numbers)), codes(numbers))


def check(numbers, queries, radius):
    index, wanted = index_of(numbers), plain(enumerate(numbers), queries, radius)
    assert rows(index.search(codes(queries), radius)) == wanted
    repeated = [queries[at % len(queries)] for at in range(MANY)]
    wanted = plain(enumerate(numbers), repeated, radius)
    assert rows(index.search(codes(repeated), radius)) == wanted


@st.composite
def spread(draw, total=WIDEST + 3):
    """A difference of up to so many bits, laid into the sub-codes in any way."""
    places = draw(st.lists(st.integers(0, 15), max_size=total))
    return apart([min(places.count(j), 16) for j in range(16)])


@st.composite
def lists_and_queries(draw):
    """Codes of which many are near to each other, and queries around the radius from them."""
    seeds = draw(st.lists(NUMBERS, min_size=1, max_size=6))
    near = st.builds(int.__xor__, st.sampled_from(seeds), spread())
    return draw(st.lists(near, min_size=1, max_size=30)), draw(
        st.lists(near, min_size=1, max_size=6)
    )


@settings(max_examples=200, deadline=None)
@given(lists_and_queries(), st.integers(0, WIDEST + 2))
def test_it_finds_what_counting_finds(drawn, radius):
    known, queries = drawn
    check(known, queries, radius)


@pytest.mark.parametrize("radius", [*range(WIDEST + 1), 32, 100, 255, 256])
def test_every_radius(radius):
    """Entries at every distance from 0 to 40 from a query, laid out in four ways."""
    random = np.random.default_rng(radius)
    seed = int.from_bytes(random.bytes(32))
    known = [
        seed ^ sum(1 << int(bit) for bit in random.permutation(256)[:far]) for far in range(41)
    ]
    known += [seed ^ apart(random.multinomial(far, [1 / 16] * 16)) for far in range(41)]
    known += [seed ^ apart([min(16, max(0, far - 16 * j)) for j in range(16)]) for far in range(41)]
    known += [int.from_bytes(random.bytes(32)) for _ in range(20)]
    check(known, [seed, seed ^ 1, known[-1]], radius)


@pytest.mark.parametrize("radius", range(WIDEST + 1))
def test_the_tightest_differences_are_found_and_one_bit_more_is_not(radius):
    """All the bits that the shares allow but one, at each place of the ring."""
    shares = ring(radius)[:, 0]
    tight = [shares - np.eye(16, dtype=int)[j] for j in range(16) if shares[j]]
    known = [apart(each) for each in tight]
    index = index_of(known)
    found = index.search(codes([0]), radius)
    assert found.id.tolist() == list(range(len(known)))
    assert set(found.distance.tolist()) == {radius}
    assert len(index_of([apart(shares)]).search(codes([0]), radius).id) == 0


def test_equal_codes_are_all_found():
    index = ExactIndex.of(np.arange(5000) // 2, codes([12345] * 5000))
    found = index.search(codes([12345 ^ 7, 2**256 - 1]))
    assert found.id.tolist() == (np.arange(5000) // 2).tolist()
    assert set(found.distance.tolist()) == {3}


def test_codes_one_bit_apart():
    check([1 << bit for bit in range(256)] + [0], [0, 1, 3], 2)


def test_a_list_of_one_entry_matches():
    found = index_of([2**255]).search(codes([2**255 + 1]))
    assert rows(found) == [(0, 1, 0)]


def test_an_empty_index_answers_nothing():
    for index in (ExactIndex(), ExactIndex.of(np.empty(0, np.int64), codes([]))):
        assert len(index) == 0
        assert rows(index.search(codes([1, 2]))) == []


def test_no_query_gets_no_answer():
    assert rows(index_of([1]).search(codes([]))) == []


def test_ids_are_the_caller_s_whatever_their_order_and_span():
    ids = [2**63 - 1, -(2**63), 5, 5]
    index = ExactIndex.of(np.array(ids), codes([1, 2, 4, 8]))
    assert index.search(codes([0])).id.tolist() == sorted(ids)
    assert index.withdraw(np.array([-(2**63), 7])) == 1
    assert index.withdraw(np.array([5, 5])) == 2
    assert index.search(codes([0])).id.tolist() == [2**63 - 1]


def test_more_queries_than_are_sorted_together():
    random = np.random.default_rng(4)
    known = random.integers(0, 2**64, (500, 4), np.uint64)
    queries = np.concatenate([known] * 70)
    found = ExactIndex.of(np.arange(500), known).search(queries)
    assert found.query.tolist() == list(range(35000))
    assert found.id.tolist() == [at % 500 for at in range(35000)]


def test_a_large_list_against_the_plain_scan():
    """More entries in a bucket than are looked at in one go."""
    from actionday.media.index.scan import scan

    random = np.random.default_rng(5)
    known = random.integers(0, 2**64, (300_000, 4), np.uint64)
    known[:, 1:] &= np.uint64(0xFF)
    index = ExactIndex.of(np.arange(len(known)), known)
    for number in (5, 60):
        queries = known[random.integers(0, len(known), number)] ^ np.uint64(5)
        wanted = sorted(map(tuple, scan(known, queries, 12).tolist()))
        found = index.search(queries, 12)
        assert wanted == sorted(zip(*(each.tolist() for each in found), strict=True))


@pytest.mark.parametrize("radius", [-1, 257])
def test_a_radius_that_is_none_is_refused(radius):
    with pytest.raises(ValueError, match=str(radius)):
        ExactIndex().search(codes([1]), radius)


def test_codes_of_another_shape_are_refused():
    for wrong in (np.zeros(4, np.uint64), np.zeros((1, 3), np.uint64), np.zeros((1, 4), np.int64)):
        with pytest.raises(ValueError, match="uint64 of shape"):
            index_of([1]).search(wrong)
        with pytest.raises(ValueError, match="uint64 of shape"):
            index_of([1]).add(np.array([1]), wrong)
    with pytest.raises(ValueError, match="2 ids"):
        index_of([1]).add(np.array([1, 2]), codes([1]))
    with pytest.raises(ValueError, match="2 ids"):
        ExactIndex.of(np.array([1, 2]), codes([1]))
