"""The shares of a radius are such that a start is always found, wherever the bits lie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionday.media.index.ring import WIDEST, ring


def starts(distances, radius):
    shares = ring(radius).tolist()
    return [
        j
        for j, (one, three) in enumerate(shares)
        if distances[j] < one
        and distances[j] + distances[(j + 1) % 16] + distances[(j + 2) % 16] < three
    ]


@pytest.mark.parametrize("radius", range(WIDEST + 1))
def test_shares_sum_to_one_more_than_the_radius_and_ask_for_two_at_most(radius):
    shares = ring(radius)
    assert shares[:, 0].sum() == radius + 1
    assert set(shares[:, 0].tolist()) <= {0, 1, 2}
    assert shares[:, 1].sum() == 3 * (radius + 1)


@given(
    st.integers(0, WIDEST).flatmap(
        lambda radius: st.tuples(st.just(radius), st.lists(st.integers(0, 15), max_size=radius))
    )
)
def test_bits_spread_in_any_way_leave_a_start(drawn):
    radius, places = drawn
    assert starts([places.count(j) for j in range(16)], radius)


@pytest.mark.parametrize("radius", range(WIDEST + 1))
def test_the_tightest_spread_leaves_a_start_at_every_turn(radius):
    """One bit less than the shares, in one sub-code: a single bit more and there may be none."""
    shares = ring(radius)[:, 0].tolist()
    for j in range(16):
        if shares[j]:
            tight = [share - (place == j) for place, share in enumerate(shares)]
            assert starts(tight, radius) == [j]
    assert starts(shares, radius) == []
