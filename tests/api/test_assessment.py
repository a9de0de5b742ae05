"""Claiming and assessing through the API: leases, four eyes, the blind second view."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import httpx
import pytest
from django.utils import timezone

from actionday.cases.models import Assessment, Claim, Item
from actionday.ledger.models import Entry
from actionday.tenancy.models import Role, Unit
from tests.people import Person, person
from tests.pieces import MakePiece
from tests.running import Client

REFER: dict[str, Any] = {
    "verdict": "refer",
    "grounds": ["incites"],
    "ideology": "right_wing",
    "refers_to": ["Attack of Northgate (2019)"],
    "terms_clause": "4.2",
    "purpose": {"claimed": "journalism", "true": "none"},
    "reason": "The caption praises the attacker.",
}
KEEP: dict[str, Any] = REFER | {
    "verdict": "do_not_refer",
    "grounds": [],
    "terms_clause": "",
    "purpose": {"claimed": "journalism", "true": "journalism"},
    "reason": "A news report.",
}


def judge(http: httpx.Client, view: dict[str, Any]) -> httpx.Response:
    claim = http.post("/days/trial/claims")
    assert claim.status_code == 200, claim.text
    return http.post(
        f"/items/{claim.json()['item']}/assessments",
        json=view,
        headers={"If-Match": claim.json()["etag"]},
    )


def test_two_who_agree_settle_a_piece(
    alice: Person, bob: Person, make_piece: MakePiece, client: Client
) -> None:
    piece = make_piece()
    assert judge(client(alice), REFER).json()["state"] == "matched"
    assert judge(client(bob), REFER).json() == {
        "item": str(piece.pk), "seat": "second", "verdict": "refer", "state": "referred",
    }  # fmt: skip
    piece.refresh_from_db()
    assert (piece.ideology, piece.ground, piece.seat) == ("right_wing", ["incites"], "")


def test_nobody_gives_two_views_of_one_piece(
    alice: Person, make_piece: MakePiece, client: Client
) -> None:
    make_piece()
    http = client(alice)
    assert judge(http, REFER).status_code == 200
    assert http.post("/days/trial/claims").status_code == 204


def test_where_two_differ_a_third_decides(
    alice: Person, bob: Person, dora: Person, make_piece: MakePiece, client: Client
) -> None:
    piece = make_piece()
    judge(client(alice), REFER)
    assert judge(client(bob), KEEP).json()["state"] == "matched"
    assert judge(client(dora), KEEP).json()["seat"] == "third"
    piece.refresh_from_db()
    assert (piece.state, piece.exemption) == ("not_referred", "journalism")


def test_the_second_view_is_blind(
    alice: Person, bob: Person, make_piece: MakePiece, client: Client
) -> None:
    make_piece()
    judge(client(alice), REFER)
    shown = client(bob).post("/days/trial/claims").text
    assert REFER["reason"] not in shown
    assert "verdict" not in shown


def test_20_people_at_once_get_20_pieces(
    units: dict[str, Unit], make_piece: MakePiece, client: Client
) -> None:
    for _ in range(20):
        make_piece()
    clients = [client(person(f"p{n}", Role.INVESTIGATOR, units["ES"])) for n in range(20)]
    with ThreadPoolExecutor(20) as pool:
        claims = list(
            pool.map(lambda http: http.post("/days/trial/claims").json()["item"], clients)
        )
    assert len(set(claims)) == 20


def test_next_twice_is_the_same_piece(alice: Person, make_piece: MakePiece, client: Client) -> None:
    make_piece(), make_piece()
    http = client(alice)
    items = {http.post("/days/trial/claims").json()["item"] for _ in range(2)}
    assert len(items) == 1
    assert Claim.objects.count() == 1


def test_an_expired_lease_goes_to_the_next_and_the_late_view_is_refused(
    alice: Person, bob: Person, make_piece: MakePiece, client: Client
) -> None:
    piece = make_piece()
    late = client(alice)
    etag = late.post("/days/trial/claims").json()["etag"]
    Claim.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert judge(client(bob), REFER).status_code == 200
    answer = late.post(f"/items/{piece.pk}/assessments", json=REFER, headers={"If-Match": etag})
    assert answer.status_code == 412
    assert Assessment.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"grounds": []}, "ground"),
        ({"terms_clause": ""}, "clause"),
        ({"terms_clause": "9.9"}, "9.9"),
        ({"reason": " "}, "reason"),
        ({"purpose": {"claimed": "none", "true": "art"}}, "exempt"),
        ({"purpose": {"claimed": "none", "true": "doubt"}}, "doubt"),
        ({"reason": "x" * 200_000}, "reason"),
        ({"verdict": "perhaps"}, "verdict"),
        ({"unit_id": 3}, "unit_id"),
    ],
)
def test_a_referral_that_lacks_something_is_refused_and_says_what(
    change: dict[str, Any], word: str, alice: Person, make_piece: MakePiece, client: Client
) -> None:
    make_piece()
    answer = judge(client(alice), REFER | change)
    assert answer.status_code == 422
    assert word in answer.json()["detail"]
    assert not Assessment.objects.exists()


def test_a_view_without_a_claim_is_refused(
    alice: Person, make_piece: MakePiece, client: Client
) -> None:
    piece = make_piece()
    answer = client(alice).post(f"/items/{piece.pk}/assessments", json=REFER)
    assert answer.status_code == 409


def test_a_repeated_call_is_answered_alike_and_told_once(
    alice: Person, make_piece: MakePiece, client: Client
) -> None:
    make_piece()
    http = client(alice)
    claim = http.post("/days/trial/claims").json()
    answers = [
        http.post(
            f"/items/{claim['item']}/assessments", json=REFER, headers={"Idempotency-Key": "k"}
        )
        for _ in range(2)
    ]
    assert answers[0].json() == answers[1].json()
    assert Entry.objects.filter(event="assessment.made").count() == 1


def test_a_unit_outside_the_day_cannot_assess(
    charlie: Person, make_piece: MakePiece, client: Client
) -> None:
    piece = make_piece()
    assert client(charlie).post("/days/trial/claims").status_code == 404
    assert client(charlie).post(f"/items/{piece.pk}/assessments", json=REFER).status_code in (
        404,
        409,
    )
    assert not Assessment.objects.exists()
    assert Item.objects.get().seat == "first"
