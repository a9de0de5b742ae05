"""What a public export withholds, and that nothing small can be found by subtraction."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from actionday.publication.figures import report
from actionday.publication.redact import FACETS, hidden_values, redacted, withheld

from .daybook import Daybook


def units(**sizes: int) -> Daybook:
    """A day on which each unit found so many pieces, all settled."""
    book = Daybook()
    for unit, size in sizes.items():
        for n in range(size):
            book.found(f"{unit} {n}", unit=unit, private={"url": "https://a.test/"})
            book.settled(f"{unit} {n}")
    return book


def shown(book: Daybook) -> dict[str, Any]:
    lines = list(redacted(book.lines, withheld(book.lines)))
    return report(lines, book.checkpoint(), 1, None)


def sizes(book: Daybook) -> dict[str, int]:
    return {unit: row["assessed"] for unit, row in shown(book)["by"]["unit"].items()}


def test_nothing_small_nothing_hidden_but_private() -> None:
    book = units(ES=5, FR=6)
    assert sizes(book) == {"ES": 5, "FR": 6}
    assert {name for names in withheld(book.lines) for name in names} == {"private"}


def test_one_small_unit_takes_the_next_smallest_with_it() -> None:
    assert sizes(units(DE=20, ES=9, FR=10, MT=2)) == {"DE": 20, "FR": 10, "undisclosed": 11}


def test_two_small_units_of_fewer_than_k_together_take_a_third() -> None:
    assert sizes(units(DE=20, IE=1, MT=2, PT=7)) == {"DE": 20, "undisclosed": 10}


def test_two_small_units_that_hide_each_other_take_no_third() -> None:
    assert sizes(units(DE=20, IE=3, MT=4)) == {"DE": 20, "undisclosed": 7}


def test_the_whole_cut_is_hidden_where_nothing_else_helps() -> None:
    assert sizes(units(DE=20, MT=2)) == {"undisclosed": 22}


def test_a_hidden_unit_is_hidden_where_it_found_a_piece_again() -> None:
    book = units(DE=20, IE=3, MT=4)
    book.found("DE 0", status="known", unit="MT")
    book.found("MT 0", status="known", unit="DE")
    assert all("unit" in names for names in withheld(book.lines)[-2:])


def test_a_merged_item_does_not_give_a_small_unit_away() -> None:
    book = units(DE=20, IE=3, MT=4)
    book.found("link", unit="MT")
    book.tell("item.merged", "link", into="MT 0")
    assert "unit" in withheld(book.lines)[-2]


def test_unknown_fields_are_withheld_too() -> None:
    book = units(ES=5)
    book.tell("item.noted", "ES 0", remark="for our eyes")
    assert withheld(book.lines)[-1] == {"remark"}


def test_the_totals_stand_and_the_salts_are_gone() -> None:
    book = units(DE=20, ES=9, MT=2)
    assert shown(book)["figures"] == report(book.lines, book.checkpoint(), 1, None)["figures"]
    for line in redacted(book.lines, withheld(book.lines)):
        assert set(line["fields"].get("private", {})) <= {"digest"}


@given(
    some.lists(some.frozensets(some.sampled_from("abcdefgh"), min_size=1, max_size=3), max_size=60),
    some.integers(2, 6),
)
def test_what_is_shown_is_large_and_what_is_hidden_is_hidden_in_company(
    items: list[frozenset[str]], k: int
) -> None:
    values = {value for item in items for value in item}
    hidden = hidden_values(items, values, k)
    left = Counter(value for item in items if not item & hidden for value in item)
    assert all(left[value] >= k for value in values - hidden)
    group = sum(1 for item in items if item & hidden)
    assert not hidden or hidden == values or (len(hidden) > 1 and group >= k)


@pytest.mark.parametrize("cut", FACETS)
def test_a_whole_day_shows_no_group_below_five(day: Daybook, cut: str) -> None:
    lines = list(redacted(day.lines, withheld(day.lines)))
    found: dict[str, set[str]] = {}
    for line in lines:
        given_field = line["fields"].get(cut, {})
        values = given_field.get("value") or []
        for value in values if isinstance(values, list) else [values]:
            found.setdefault(value, set()).add(line["leaf"]["subject"])
    assert found
    assert all(len(subjects) >= 5 for subjects in found.values())
