"""How much two videos have in common, counted by hand; and where, as the page says it."""

import time

import numpy as np
import pytest

from actionday.media.footage import footage
from actionday.media.overlap import Segment, Shares, segments, shares

NOISE = np.random.default_rng(4)


def shot(number):
    """The code of a picture: those of different numbers are far apart."""
    return np.random.default_rng(number).integers(0, 2**64, 4, np.uint64)


def film(*pictures, step=1.0):
    """The footage of a video that shows these pictures, one a second, each a little altered."""
    flips = np.uint64(1) << NOISE.integers(0, 64, len(pictures)).astype(np.uint64)
    codes = np.array([shot(each) for each in pictures], np.uint64).reshape(-1, 4)
    codes[:, 0] ^= flips
    return footage(codes, [step * index for index in range(len(pictures))])


def same(ours, theirs, mine, others):
    """The pairs of pictures that are the same, by number in each footage."""
    order_of = [list(dict.fromkeys(each)) for each in (mine, others)]
    both = set(mine) & set(others)
    return {(order_of[0].index(each), order_of[1].index(each)) for each in both}


def between(mine, others, step=1.0):
    ours, theirs = film(*mine), film(*others, step=step)
    found = segments(ours, theirs, same(ours, theirs, mine, others))
    return [(each.start_s, each.end_s, each.other_start_s, each.other_end_s) for each in found]


def test_a_picture_that_stands_or_comes_again_is_one():
    seen = film(1, 1, 1, 2, 1, 3)
    assert seen.size == 3
    assert seen.pictures.tolist() == [0, 0, 0, 1, 0, 2]
    assert seen.firsts.tolist() == [0, 3, 5]


def test_no_frames_show_nothing():
    assert film().size == 0


@pytest.mark.parametrize(
    ("pairs", "ours", "theirs", "wanted"),
    [
        ({(0, 0), (1, 1)}, 2, 4, Shares(1.0, 0.5)),
        ({(0, 0), (1, 1), (2, 2)}, 4, 8, Shares(0.75, 0.375)),
        ({(0, 0), (1, 1)}, 5, 5, None),  # less than half of either
        ({(0, 0)}, 2, 2, None),  # one picture links no two videos of several,
        ({(0, 0), (1, 0)}, 2, 2, None),  # nor does one that is found twice,
        ({(0, 3)}, 1, 9, Shares(1.0, 1 / 9)),  # but it may be all there is of one
        (set(), 1, 1, None),
    ],
)
def test_shares_both_ways(pairs, ours, theirs, wanted):
    assert shares(pairs, ours, theirs) == wanted


def test_what_everybody_has_counts_on_neither_side():
    pairs = {(0, 0), (1, 1), (2, 5)}
    assert shares(pairs, 4, 6) == Shares(0.75, 0.5)
    assert shares(pairs, 4, 6, {0, 1}) is None
    assert shares({(0, 0), (2, 5), (3, 4)}, 4, 6, {0}) == Shares(2 / 3, 0.4)
    assert shares({(0, 0)}, 1, 3, {0}) is None


def test_a_trimmed_copy_says_from_when_it_is():
    assert between(range(12, 31), range(40)) == [(0, 19, 12, 31)]
    assert between(range(40), range(12, 31)) == [(12, 31, 0, 19)]


def test_a_cut_and_another_order_are_parts_of_their_own():
    original = [*range(10), *range(10, 20)]
    assert between([*range(10, 20), *range(10)], original) == [(0, 10, 10, 20), (10, 20, 0, 10)]
    cut = [*range(8), *range(100, 105), *range(8, 20)]
    assert between(cut, original) == [(0, 8, 0, 8), (13, 25, 8, 20)]


def test_frames_that_are_not_found_do_not_break_a_part():
    holes = [each if each % 3 else 100 + each for each in range(1, 30)]
    assert between(holes, range(1, 30)) == [(0, 29, 0, 29)]


@pytest.mark.parametrize("speed", [0.9, 1.1])
def test_a_faster_or_slower_copy_is_one_part(speed):
    copy = [round(second * speed) for second in range(40)]
    (part,) = between(copy, range(60))
    assert part[:3] == (0, 40, 0)
    assert part[3] == pytest.approx(40 * speed, abs=2)


def test_a_still_in_both_is_one_part_and_hours_of_it_are_no_trouble():
    assert between([1] * 30, [1] * 30) == [(0, 30, 0, 30)]
    began = time.perf_counter()
    (part,) = between([1] * 7200, [1] * 7200)
    assert time.perf_counter() - began < 5
    assert part[0] == part[2] == 0
    assert part[1] == part[3] > 7100


def test_a_title_between_different_scenes_does_not_make_the_scenes_the_same():
    mine = [9, 1, 2, 3, 9, 4, 5, 6]
    assert between(mine, [9, 11, 12, 13, 9, 14, 15, 16]) == [(0, 1, 0, 1), (4, 5, 4, 5)]


def test_only_the_longest_parts_are_told():
    many = [part for each in range(40) for part in (each, 100 + each, 200 + each, 300 + each)]
    told = between(many, range(40))
    assert len(told) == 12
    assert told == sorted(told)


def test_a_segment_is_json():
    told = Segment(12.0, 31.0, 0.0, 19.0).to_json()
    assert told == {"start_s": 12, "end_s": 31, "other_start_s": 0, "other_end_s": 19}
