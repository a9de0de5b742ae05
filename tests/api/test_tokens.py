"""Who may call: wrong, foreign, revoked tokens."""

import time

import pytest
from django.utils import timezone

from actionday.tenancy.models import Token
from tests.people import Person
from tests.running import Client

CALLS = [
    ("GET", "/days/trial"),
    ("POST", "/days/trial/items"),
    ("POST", "/days/trial/claims"),
    ("POST", "/days/trial/closing"),
    ("GET", "/platform/referrals"),
    ("POST", "/platform/decisions"),
]


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_without_a_valid_token_every_call_is_refused(
    method: str, path: str, day: object, client: Client
) -> None:
    for secret in (None, "ad_wrong", "x" * 5000):
        answer = client(secret).request(method, path, json={})
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(("method", "path"), CALLS[:4])
def test_a_unit_outside_the_day_sees_nothing_of_it(
    method: str, path: str, charlie: Person, client: Client
) -> None:
    body = {"items": [{"url": "http://plaza.localhost:8001/v/a"}]} if "items" in path else {}
    assert client(charlie).request(method, path, json=body).status_code in (403, 404)


def test_an_investigator_is_no_platform_and_no_coordinator(alice: Person, client: Client) -> None:
    http = client(alice)
    assert http.get("/platform/referrals").status_code == 403
    assert http.post("/days/trial/closing", json={}).status_code == 403


def test_a_platform_is_no_unit(paula: Person, client: Client) -> None:
    http = client(paula)
    assert http.get("/days/trial").status_code == 403
    assert http.post("/days/trial/claims").status_code == 403


def test_a_revoked_token_is_refused_within_a_second(alice: Person, client: Client) -> None:
    http = client(alice)
    assert http.get("/days/trial").status_code == 200
    Token.objects.update(revoked_at=timezone.now())
    time.sleep(1)
    assert http.get("/days/trial").status_code == 401


def test_a_disabled_members_token_is_refused_within_a_second(alice: Person, client: Client) -> None:
    http = client(alice)
    assert http.get("/days/trial").status_code == 200
    alice.member.is_active = False
    alice.member.save()
    time.sleep(1)
    assert http.get("/days/trial").status_code == 401
