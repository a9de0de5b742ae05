"""`POST /match`: what is near is found, for who may see it; what is withdrawn is not."""

import time
from typing import Any

import httpx
import pytest

from actionday.lists.flood import go_on
from actionday.lists.models import HashEntry
from actionday.media.listfile import ListEntry
from actionday.media.pdq import dihedral_values
from actionday.tenancy.acting import THE_PROGRAM
from actionday.tenancy.models import Scope
from tests.matching.conftest import entry, hashed, machine, near, put
from tests.people import Person
from tests.running import Client

SOON_S = 1.0


def listed(name: str, *entries: ListEntry, **facts: Any) -> None:
    """Take entries into a list, and wait until every process has seen them."""
    put(name, *entries, **facts)
    time.sleep(SOON_S)


def match(http: httpx.Client, *values: str, **more: Any) -> list[Any]:
    answer = http.post("/match", json={"type": "pdq", "values": list(values)} | more)
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]  # type: ignore[no-any-return]


def test_a_list_of_one_entry_matches_up_to_the_radius(alice: Person, client: Client) -> None:
    one = hashed(1)
    listed("house", entry(one))
    http = client(machine(alice))
    hit = {"entry": one, "transform": "none", "list": "house"}
    found = match(http, one, near(one, 31), near(one, 32), hashed(2), one.upper())
    assert found == [
        [hit | {"distance": 0}],
        [hit | {"distance": 31}],
        [],
        [],
        [hit | {"distance": 0}],
    ]
    assert match(http, near(one, 5), radius=4) == [[]]


def test_the_nearest_comes_first_and_turned_pictures_are_found_on_demand(
    alice: Person, client: Client
) -> None:
    one = hashed(1)
    listed("house", entry(one), entry(near(one, 9)))
    http = client(machine(alice))
    assert [each["distance"] for each in match(http, near(one, 2))[0]] == [2, 7]
    turned = dihedral_values(one)["rotate90"]
    assert match(http, turned) == [[]]
    [[best, *_]] = match(http, turned, dihedral=True)
    assert best["entry"] == one
    assert best["transform"] != "none"


def test_what_is_added_or_withdrawn_counts_within_a_second(alice: Person, client: Client) -> None:
    http = client(machine(alice))
    values = [hashed(number) for number in range(1000)]
    assert match(http, *values) == [[]] * 1000
    listed("house", *(entry(value) for value in values))
    assert all(match(http, *values))
    listed("house", *(entry(value, withdrawn=True) for value in values[1:]))
    assert [len(found) for found in match(http, *values)] == [1] + [0] * 999


def test_another_units_list_and_what_stays_with_its_owner_is_not_told(
    alice: Person, bob: Person, paula: Person, client: Client
) -> None:
    one, two = hashed(1), hashed(2)
    listed("of-es", entry(one), owner="ES", tlp="clear")
    listed("house", entry(two, tlp="red"), entry(one))
    assert [len(each) for each in match(client(machine(alice)), one, two)] == [2, 0]
    for who in (bob, paula):
        assert [len(each) for each in match(client(machine(who)), one, two)] == [1, 0]


def test_what_never_shall_match_does_not(alice: Person, bob: Person, client: Client) -> None:
    one = hashed(1)
    listed("house", entry(one))
    listed("logos", entry(near(one, 20)), owner="ES", kind="never")
    assert match(client(machine(alice)), one) == [[]]
    assert len(match(client(machine(bob)), one)[0]) == 1  # the list is ES's own


def test_an_entry_that_matches_too_much_is_suspended_until_somebody_says_go_on(
    alice: Person, client: Client
) -> None:
    one = hashed(1)
    listed("house", entry(one), cap=10)
    http = client(machine(alice))
    assert all(match(http, *[one] * 11))
    time.sleep(SOON_S)
    match(http, one)
    time.sleep(SOON_S)
    assert match(http, one) == [[]]
    flooded = HashEntry.objects.get(value=one)
    assert flooded.suspended_at is not None
    go_on(THE_PROGRAM, [flooded.pk])
    time.sleep(SOON_S)
    assert len(match(http, one)[0]) == 1


BAD: list[tuple[dict[str, Any], str]] = [
    ({"values": [hashed(1), "0" * 63]}, "values.1"),
    ({"values": [hashed(1)[:-1] + "g"]}, "values.0"),
    ({"values": []}, "values"),
    ({"values": ["0" * 65]}, "values.0"),
    ({"values": [hashed(1)] * 10_001}, "values"),
    ({"radius": 32}, "radius"),
    ({"type": "md5"}, "type"),
]


@pytest.mark.parametrize(("body", "field"), BAD)
def test_bad_input_is_refused_by_its_place(
    body: dict[str, Any], field: str, alice: Person, client: Client
) -> None:
    good = {"type": "pdq", "values": [hashed(1)]}
    answer = client(machine(alice)).post("/match", json=good | body)
    assert answer.status_code == 422
    assert field in [each["field"].removeprefix("body.") for each in answer.json()["errors"]]


def test_a_token_without_the_scope_is_refused(alice: Person, client: Client) -> None:
    for secret, status in ((machine(alice, Scope.READ), 403), ("ad_unknown", 401)):
        answer = client(secret).post("/match", json={"type": "pdq", "values": [hashed(1)]})
        assert answer.status_code == status
