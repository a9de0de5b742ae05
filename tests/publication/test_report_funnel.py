"""Units are called different only where chance would not explain it."""

import pytest

from actionday.publication.charts import funnel
from actionday.publication.funnel import INNER, left_up, limits


def cut(**units: tuple[int, int]) -> dict[str, dict[str, int]]:
    return {unit: {"rejected": n, "upheld": m} for unit, (n, m) in units.items()}


def test_limits_are_those_of_a_share() -> None:
    low, high = limits(0.1, 100, INNER)
    assert (low, high) == pytest.approx((0.1 - 1.96 * 0.03, 0.1 + 1.96 * 0.03))
    assert limits(0.1, 4, INNER)[0] == 0


def test_only_what_chance_does_not_explain_is_outside() -> None:
    overall, groups = left_up(cut(ES=(10, 90), FR=(21, 179), IE=(2, 6), MT=(15, 5)))
    assert overall == 48 / 328
    assert [group.value for group in groups if group.outside] == ["MT"]


def test_undisclosed_units_count_in_the_whole_but_are_not_drawn() -> None:
    overall, groups = left_up(cut(ES=(10, 90), undisclosed=(10, 0), DE=(0, 0)))
    assert overall == 20 / 110
    assert [group.value for group in groups] == ["ES"]


def test_the_drawing_is_the_same_every_time_and_names_itself() -> None:
    overall, groups = left_up(cut(ES=(10, 90), FR=(21, 179), MT=(15, 5)))
    drawn = funnel(overall, groups, 'a "quoted" name')
    assert drawn == funnel(overall, groups, 'a "quoted" name')
    assert 'aria-label="a &quot;quoted&quot; name"' in drawn
    assert drawn.count("role=") == 1
    assert "style=" not in drawn
