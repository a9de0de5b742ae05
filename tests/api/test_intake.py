"""Submitting finds through the API."""

from actionday.cases.models import ActionDay, Item, Sighting
from actionday.ledger.models import Entry
from tests.people import Person
from tests.running import Client

CLIP = "http://plaza.localhost:8001/v/abc"


def submit(http: Client, who: Person, *urls: str, **headers: str) -> list[dict[str, str]]:
    answer = http(who).post(
        "/days/trial/items", json={"items": [{"url": url} for url in urls]}, headers=headers
    )
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]


def test_a_new_find_is_new_and_the_same_piece_by_another_address_is_known(
    alice: Person, bob: Person, client: Client
) -> None:
    first = submit(client, alice, CLIP)
    second = submit(client, bob, "http://m.plaza.localhost:8001/clip?id=abc&utm_source=x#t=3")
    assert [first[0]["status"], second[0]["status"]] == ["new", "known"]
    assert first[0]["item"] == second[0]["item"]
    assert Item.objects.count() == 1
    assert Sighting.objects.count() == 2


def test_an_address_given_300_times_is_one_piece_and_300_submissions(
    day: ActionDay, alice: Person, client: Client
) -> None:
    results = submit(client, alice, *[CLIP] * 300)
    assert [row["status"] for row in results] == ["new"] + ["known"] * 299
    assert Item.objects.count() == 1
    assert Sighting.objects.get().times == 300
    assert Entry.objects.filter(log=day.log_id, event="item.submitted").count() == 300


def test_bad_rows_are_named_and_the_others_go_in(alice: Person, client: Client) -> None:
    bad = [
        "not an address",
        "ftp://plaza.localhost:8001/v/abc",
        "http://127.0.0.1/v/abc",
        "http://10.0.0.8/v/abc",
        "http://plaza.localhost:8001/v/" + "a" * 5000,
        "http://elsewhere.example/v/abc",
    ]
    results = submit(client, alice, *bad, CLIP)
    assert all(row["error"] and row["item"] is None for row in results[:-1])
    assert "elsewhere.example" in results[5]["error"]
    assert results[-1]["status"] == "new"
    assert Item.objects.count() == 1


def test_the_same_call_with_the_same_key_is_done_once(
    day: ActionDay, alice: Person, client: Client
) -> None:
    first = submit(client, alice, CLIP, **{"Idempotency-Key": "one"})
    again = submit(client, alice, CLIP, **{"Idempotency-Key": "one"})
    assert first == again
    assert Entry.objects.filter(log=day.log_id, event="item.submitted").count() == 1


def test_the_same_key_for_another_call_is_refused(alice: Person, client: Client) -> None:
    submit(client, alice, CLIP, **{"Idempotency-Key": "one"})
    answer = client(alice).post(
        "/days/trial/items",
        json={"items": [{"url": CLIP + "d"}]},
        headers={"Idempotency-Key": "one"},
    )
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_more_than_1000_rows_and_unknown_fields_are_refused(alice: Person, client: Client) -> None:
    http = client(alice)
    many = http.post("/days/trial/items", json={"items": [{"url": CLIP}] * 1001})
    forged = http.post("/days/trial/items", json={"items": [{"url": CLIP, "unit_id": 1}]})
    assert [many.status_code, forged.status_code] == [422, 422]
    assert "unit_id" in forged.json()["detail"]
    assert not Item.objects.exists()
