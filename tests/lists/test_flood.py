"""The cap: an entry that matches too much is suspended until a person says go on."""

from datetime import date

import pytest

from actionday.lists.flood import count_matches, go_on, is_flood
from actionday.lists.following import changed_since, latest, matchable
from actionday.tenancy.acting import THE_PROGRAM
from tests.lists.conftest import MakeList, entry
from tests.lists.fingerprints import actionday, fingerprint, listed

TODAY, TOMORROW = date(2026, 11, 24), date(2026, 11, 25)


@pytest.mark.parametrize(
    ("pieces", "cap", "flood"),
    [(0, 1, False), (1, 1, False), (2, 1, True), (10**9, None, False), (501, 500, True)],
)
def test_the_rule(pieces: int, cap: int | None, flood: bool) -> None:
    assert is_flood(pieces, cap) is flood


def test_an_entry_over_the_cap_is_suspended_and_the_others_are_not(make_list: MakeList) -> None:
    make_list("banners", 3, cap=10)
    one, two = entry(0).pk, entry(1).pk
    number = latest()
    assert count_matches({one: 10, two: 3}, TODAY) == []
    assert count_matches({one: 1, two: 7}, TODAY) == [one]
    assert {each.entry for each in matchable()} == {two, entry(2).pk}
    (change,) = changed_since(number).entries
    assert (change.signal.entry, change.matchable) == (one, False)
    assert count_matches({one: 5}, TODAY) == []
    shown = listed("banners")
    assert (shown["valid"], shown["suspended"]) == (2, 1)


def test_days_are_counted_apart(make_list: MakeList) -> None:
    make_list("banners", 1, cap=10)
    assert count_matches({entry(0).pk: 10}, TODAY) == []
    assert count_matches({entry(0).pk: 10}, TOMORROW) == []


def test_without_a_cap_and_on_a_list_of_what_is_never_matched_nothing_is_suspended(
    make_list: MakeList,
) -> None:
    make_list("banners", [1])
    make_list("logos", [2], kind="never", cap=1)
    assert count_matches({entry(1).pk: 10**6, entry(2).pk: 10**6}, TODAY) == []


def test_a_person_says_go_on_and_the_count_begins_anew(make_list: MakeList) -> None:
    make_list("banners", 2, cap=10)
    one = entry(0).pk
    count_matches({one: 11}, TODAY)
    status, lines, said = actionday("list", "show", "banners")
    assert (status, lines[1]["value"], said) == (0, fingerprint(0), "")
    assert "suspended" in lines[1]
    number = latest()
    assert actionday("list", "resume", "banners", fingerprint(0)) == (0, [], "")
    assert [each.matchable for each in changed_since(number).entries] == [True]
    assert count_matches({one: 10}, TODAY) == []
    assert count_matches({one: 1}, TODAY) == [one]


def test_only_what_is_suspended_goes_on(make_list: MakeList) -> None:
    make_list("banners", 2, cap=10)
    count_matches({entry(0).pk: 11}, TODAY)
    status, _lines, said = actionday("list", "resume", "banners", fingerprint(0), fingerprint(1))
    assert (status, said.count("\n")) == (2, 1)
    assert fingerprint(1) in said
    assert entry(0).suspended_at
    assert go_on(THE_PROGRAM, [entry(1).pk]) == 0


def test_a_suspended_entry_is_not_given_to_who_matches_and_stays_one_of_the_list(
    make_list: MakeList, tmp_path: object
) -> None:
    make_list("banners", 2, cap=10)
    count_matches({entry(0).pk: 11}, TODAY)
    for format, number in (("tx", 1), ("json", 3)):
        path = f"{tmp_path}/out"
        assert actionday("list", "export", "banners", path, "--format", format)[0] == 0
        with open(path) as file:  # noqa: PTH123
            assert len(file.readlines()) == number
    make_list("banners", [0])
    assert entry(0).suspended_at


def test_what_somebody_disagrees_with_is_shown(make_list: MakeList, alice: object) -> None:
    from actionday.lists.opinions import give_opinion

    make_list("banners", 2)
    give_opinion(alice.actor, entry(0).pk, True)  # type: ignore[attr-defined]
    assert len(actionday("list", "show", "banners")[1]) == 1
    give_opinion(alice.actor, entry(1).pk, False)  # type: ignore[attr-defined]
    line = actionday("list", "show", "banners")[1][1]
    assert (line["value"], line["agree"], line["disagree"]) == (fingerprint(1), 0, 1)
