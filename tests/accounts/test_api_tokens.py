"""API tokens: made with what one's roles carry, shown once, used, revoked."""

import re
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from actionday.tenancy.models import Platform, Role, Token, Unit
from tests.accounts.conftest import SignIn
from tests.people import Person, person
from tests.running import Client as Api

FACTS = {"label": "Nightly", "scopes": ["read"], "days": "90"}


def test_a_token_is_shown_once_works_and_is_revoked(
    alice: Person, sign_in: SignIn, client: Api
) -> None:
    web = sign_in(alice)
    page = web.post("/account/tokens/make/", FACTS).content.decode()
    secret = re.search(r"ad_[\w-]+", page)
    assert secret
    assert secret[0] not in web.get("/account/tokens/").content.decode()
    token = Token.objects.get(label="Nightly")
    assert secret[0].encode() not in bytes(token.digest)
    assert token.expires_at is not None
    assert timedelta(days=89) < token.expires_at - timezone.now() < timedelta(days=91)
    api = client(secret[0])
    assert api.get("/days/trial").status_code == 200
    assert (
        api.post(
            "/days/trial/items", json={"items": [{"url": "http://plaza.localhost:8001/v/a"}]}
        ).status_code
        == 403
    )
    first = Token.objects.get(pk=token.pk).last_used_at
    assert first is not None
    api.get("/days/trial")
    assert Token.objects.get(pk=token.pk).last_used_at == first  # at most once a minute
    assert "last used" in web.get("/account/tokens/").content.decode()
    assert web.post(f"/account/tokens/{token.pk}/revoke/").status_code == 302
    time.sleep(1)
    assert api.get("/days/trial").status_code == 401


BAD = [
    {"scopes": ["coordinate"]},
    {"scopes": ["platform", "read"]},
    {"scopes": []},
    {"days": "366"},
    {"days": "0"},
    {"days": "-1"},
    {"days": "ever"},
]


@pytest.mark.parametrize("facts", BAD)
def test_no_token_beyond_ones_roles_or_a_year(
    facts: dict[str, object], alice: Person, sign_in: SignIn
) -> None:
    before = Token.objects.count()
    answer = sign_in(alice).post("/account/tokens/make/", FACTS | facts)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert Token.objects.count() == before


def test_an_expired_token_is_refused(alice: Person, client: Api) -> None:
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client(alice).get("/days/trial").status_code == 401


def test_nobody_sees_or_revokes_anothers(alice: Person, bob: Person, sign_in: SignIn) -> None:
    web = sign_in(alice)
    assert "bob&#x27;s" not in web.get("/account/tokens/").content.decode()
    theirs = Token.objects.get(member=bob.member)
    assert web.post(f"/account/tokens/{theirs.pk}/revoke/").status_code == 404
    assert Token.objects.get(pk=theirs.pk).revoked_at is None


def test_an_administrators_roles_carry_no_token(ada: Person, sign_in: SignIn) -> None:
    page = sign_in(ada).get("/account/tokens/").content.decode()
    assert "no part in the API" in page


FIND = {"items": [{"url": "http://plaza.localhost:8001/v/a"}]}


def test_a_lead_makes_a_token_for_a_program_of_the_unit_and_another_lead_revokes_it(
    lena: Person, alice: Person, units: dict[str, Unit], sign_in: SignIn, client: Api
) -> None:
    facts = {"label": "Finder", "scopes": ["intake", "read"], "days": "30", "whose": "machine"}
    page = sign_in(lena).post("/account/tokens/make/", facts).content.decode()
    secret = re.search(r"ad_[\w-]+", page)
    assert secret
    token = Token.objects.get(label="Finder")
    assert (token.member, token.unit) == (None, units["ES"])
    api = client(secret[0])
    assert api.post("/days/trial/items", json=FIND).status_code == 200
    assert api.post("/days/trial/claims").status_code == 403
    theirs = sign_in(alice)
    assert "Finder" not in theirs.get("/account/tokens/").content.decode()
    assert theirs.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    other = sign_in(person("lou", Role.UNIT_LEAD, units["ES"]))
    assert "Finder" in other.get("/account/tokens/").content.decode()
    assert other.post(f"/account/tokens/{token.pk}/revoke/").status_code == 302
    time.sleep(1)
    assert api.get("/days/trial").status_code == 401


def test_the_lead_of_a_platform_connects_its_desk(
    pia: Person, plaza: Platform, sign_in: SignIn, client: Api
) -> None:
    facts = {"label": "Desk", "scopes": ["platform"], "days": "30", "whose": "machine"}
    page = sign_in(pia).post("/account/tokens/make/", facts).content.decode()
    secret = re.search(r"ad_[\w-]+", page)
    assert secret
    assert Token.objects.get(label="Desk").platform == plaza
    assert client(secret[0]).get("/platform/referrals?state=sent").status_code == 200


@pytest.mark.parametrize("scopes", [["assess"], ["approve"], ["platform"], ["hold"]])
def test_a_program_judges_holds_and_approves_nothing(
    scopes: list[str], lena: Person, alice: Person, sign_in: SignIn
) -> None:
    for who, asked in ((lena, scopes), (alice, ["intake"])):
        facts = {"label": "Bad", "scopes": asked, "days": "30", "whose": "machine"}
        assert sign_in(who).post("/account/tokens/make/", facts).status_code == 422
    assert not Token.objects.filter(label="Bad").exists()
