"""Step-up: what is grave asks again who one is, and loses nothing."""

import re

import pytest

from actionday.tenancy.models import Member, Token
from tests.accounts.conftest import PASSWORD, SignIn, age, code_now
from tests.people import Person

TOKEN = {"label": "My script", "scopes": ["read", "intake"], "days": "30"}


@pytest.mark.parametrize("way", ["password", "code"])
def test_an_old_proof_is_asked_for_again_and_the_form_is_kept(
    way: str, alice: Person, sign_in: SignIn
) -> None:
    client = sign_in(alice)
    Token.objects.all().delete()
    age(client, proved=301)
    sent = client.post("/account/tokens/make/", TOKEN)
    asked = sent.headers["Location"]
    assert asked == "/account/prove/?next=%2Faccount%2Ftokens%2Fmake%2F"
    assert not Token.objects.exists()
    assert client.get(asked).status_code == 200
    given = {"password": PASSWORD, "code": code_now()}[way]
    page = client.post(asked, {way: given, "next": "/account/tokens/make/"}).content.decode()
    assert 'action="/account/tokens/make/"' in page
    fields = re.findall(r'type="hidden" name="(label|scopes|days)" value="([^"]*)"', page)
    kept: dict[str, list[str]] = {}
    for name, value in fields:
        kept.setdefault(name, []).append(value)
    assert kept == {"label": ["My script"], "scopes": ["read", "intake"], "days": ["30"]}
    assert "shown only now" in client.post("/account/tokens/make/", kept).content.decode()
    assert Token.objects.get().label == "My script"


def test_a_wrong_password_proves_nothing(alice: Person, sign_in: SignIn) -> None:
    client = sign_in(alice)
    age(client, proved=301)
    wrong = client.post("/account/prove/", {"password": "nonsense", "next": "/"})
    assert "not your password" in wrong.content.decode()
    assert client.post("/account/tokens/make/", TOKEN).status_code == 302


def test_wrong_proofs_are_counted(alice: Person, sign_in: SignIn) -> None:
    client = sign_in(alice)
    age(client, proved=301)
    for _nth in range(5):
        client.post("/account/prove/", {"password": "nonsense", "next": "/"})
    told = client.post("/account/prove/", {"password": PASSWORD, "next": "/"})
    assert "Too many attempts" in told.content.decode()


def test_a_fresh_proof_goes_straight_through(alice: Person, sign_in: SignIn) -> None:
    client = sign_in(alice)
    age(client, proved=240)
    assert client.post("/account/tokens/make/", TOKEN).status_code == 200


def test_changing_members_asks_again(lena: Person, alice: Person, sign_in: SignIn) -> None:
    client = sign_in(lena)
    age(client, proved=301)
    for what in ("disable", "roles", "enable"):
        answer = client.post(f"/account/people/{alice.member.pk}/{what}/", {"roles": "unit_lead"})
        assert answer.headers["Location"].startswith("/account/prove/")
    assert Member.objects.get(pk=alice.member.pk).is_active


def test_it_leads_to_no_other_site(alice: Person, sign_in: SignIn) -> None:
    client = sign_in(alice)
    given = {"password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post("/account/prove/", given).headers["Location"] == "/account/"


def test_a_second_factor_is_removed_only_with_a_fresh_proof(alice: Person, sign_in: SignIn) -> None:
    client = sign_in(alice)
    age(client, proved=301)
    answer = client.post("/account/second-factor/app/remove/")
    assert answer.headers["Location"].startswith("/account/prove/")
