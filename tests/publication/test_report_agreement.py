"""Krippendorff's alpha and its interval, against a direct computation from their definitions."""

from itertools import product
from typing import Any

import pytest

from actionday.publication.agreement import alpha_of, interval
from actionday.publication.figures import report

from .daybook import Daybook, subject


def by_coincidences(cells: list[int]) -> float | None:
    """Alpha as 1 - observed / expected disagreement, from the list of all pairs of values."""
    pairs = [pair for pair, n in zip(product("rn", "rn"), cells, strict=True) for _ in range(n)]
    values = [value for pair in pairs for value in pair]
    observed = sum(a != b for a, b in pairs) / len(pairs) if pairs else 0
    unequal = sum(a != b for i, a in enumerate(values) for j, b in enumerate(values) if i != j)
    expected = unequal / (len(values) * (len(values) - 1)) if values else 0
    return None if expected == 0 else 1 - observed / expected


@pytest.mark.parametrize("cells", [[3, 1, 0, 2], [5, 0, 0, 5], [0, 4, 4, 0], [7, 2, 1, 0]])
def test_alpha_is_one_minus_observed_over_expected_disagreement(cells: list[int]) -> None:
    assert float(alpha_of(cells) or 0) == pytest.approx(by_coincidences(cells))


@pytest.mark.parametrize("cells", [[0, 0, 0, 0], [9, 0, 0, 0], [0, 0, 0, 9]])
def test_alpha_is_undefined_where_all_said_the_same(cells: list[int]) -> None:
    assert alpha_of(cells) is None


def plain_interval(cells: list[int]) -> tuple[float, float]:
    """The bootstrap as the page on the ledger words it, one draw after the other."""
    votes = [cell for cell, n in enumerate(cells) for _ in range(n)]
    state, alphas = 1, []
    for _ in range(1000):
        drawn = [0, 0, 0, 0]
        for _ in votes:
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            drawn[votes[(state >> 33) % len(votes)]] += 1
        alpha = alpha_of(drawn)
        alphas.append(1.0 if alpha is None else float(alpha))
    alphas.sort()
    return round(alphas[24], 4), round(alphas[974], 4)


@pytest.mark.parametrize("cells", [[3, 1, 0, 2], [40, 3, 2, 11], [1, 1, 0, 0]])
def test_the_interval_draws_as_the_ledger_page_says(cells: list[int]) -> None:
    assert interval(cells) == plain_interval(cells)


def test_one_vote_is_too_few_for_an_interval() -> None:
    assert interval([1, 0, 0, 0]) == (None, None)


def test_a_family_votes_once_through_its_first_item_with_both_seats() -> None:
    book = Daybook()
    for item, family in (("a", "f1"), ("b", "f1"), ("c", "f1"), ("d", "f2")):
        book.found(item)
        book.tell("item.matched", item, family=subject(family))
    _judge(book, "a", "refer")
    _judge(book, "c", "refer", "refer")
    _judge(book, "b", "refer", "unsure")
    _judge(book, "d", "do_not_refer", "escalate")
    agreement: dict[str, Any] = report(book.lines, book.checkpoint(), 1, None)["agreement"]
    assert agreement["n"] == 2
    assert agreement["table"] == {
        "refer_refer": 0,
        "refer_not": 1,
        "not_refer": 0,
        "not_not": 1,
    }
    assert agreement["alpha"] == 0.0


def _judge(book: Daybook, item: str, *verdicts: str) -> None:
    for seat, verdict in zip(("first", "second"), verdicts, strict=False):
        book.tell("assessment.made", item, seat=seat, verdict=verdict, exemption=None)
