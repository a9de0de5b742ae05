"""Signing in: password and second factor, and what bad input meets."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client, override_settings

from actionday.tenancy.models import Member
from tests.accounts.conftest import PASSWORD, SignIn, code_now, door
from tests.people import Person


def give(client: Client, who: Person, password: str = PASSWORD) -> str:
    answer = client.post("/sign-in/", {"username": who.member.email, "password": password})
    return answer.content.decode() if answer.status_code != 302 else answer.headers["Location"]


def test_password_and_code_let_one_in_and_to_where_one_was_going(alice: Person) -> None:
    client = door()
    facts = {"username": "ALICE@example.org", "password": PASSWORD, "next": "/days/trial/pieces/"}
    assert client.post("/sign-in/", facts).headers["Location"] == "/sign-in/second/"
    assert client.get("/days/trial/").status_code == 302  # half signed in is not signed in
    done = client.post("/sign-in/second/", {"code": code_now()})
    assert done.headers["Location"] == "/days/trial/pieces/"
    assert client.get("/days/trial/").status_code == 200


def test_a_wrong_password_and_an_unknown_person_are_told_the_same(alice: Person) -> None:
    known = give(door(), alice, "not this one at all")
    assert "do not fit together" in known
    unknown = door().post("/sign-in/", {"username": "nobody@example.org", "password": "x"})
    assert "do not fit together" in unknown.content.decode()


def test_a_wrong_code_lets_nobody_in(alice: Person) -> None:
    client = door()
    give(client, alice)
    answer = client.post("/sign-in/second/", {"code": "000000"})
    assert "does not fit" in answer.content.decode()
    assert client.get("/days/trial/").status_code == 302


def test_a_code_works_once(alice: Person) -> None:
    code = code_now()
    first, second = door(), door()
    give(first, alice)
    give(second, alice)
    assert first.post("/sign-in/second/", {"code": code}).status_code == 302
    assert second.post("/sign-in/second/", {"code": code}).status_code == 200


def test_the_second_step_cannot_be_reached_without_the_first(alice: Person) -> None:
    answer = door().post("/sign-in/second/", {"code": code_now()})
    assert answer.headers["Location"].startswith("/sign-in/")


def test_after_five_wrong_passwords_the_right_one_waits_too_and_is_told_how_long(
    alice: Person, bob: Person
) -> None:
    for _nth in range(5):
        assert "do not fit" in give(door(), alice, "wrong wrong wrong")
    told = give(door(), alice)
    assert "Too many attempts. Wait 5 minutes" in told
    assert give(door(), bob) == "/sign-in/second/"  # counted by e-mail


def test_attempts_are_counted_by_address_too(day: object, alice: Person) -> None:
    for nth in range(10):
        door().post("/sign-in/", {"username": f"n{nth}@example.org", "password": "wrong"})
    assert "Too many attempts. Wait" in give(door(), alice)


def test_wrong_codes_are_counted(alice: Person) -> None:
    client = door()
    give(client, alice)
    for _nth in range(5):
        client.post("/sign-in/second/", {"code": "000000"})
    told = client.post("/sign-in/second/", {"code": code_now()}).content.decode()
    assert "Too many attempts. Wait" in told


def test_a_disabled_member_is_told_so_only_with_the_right_password(alice: Person) -> None:
    Member.objects.update(is_active=False)
    assert "is disabled" in give(door(), alice)
    assert "do not fit" in give(door(), alice, "wrong wrong wrong")


def test_nobody_can_sign_up(day: object) -> None:
    for path in ("/sign-up/", "/account/signup/", "/accounts/signup/", "/sign-in/signup/"):
        assert door().get(path).status_code == 404


PATHS = ["/", "/days/trial/", "/days/trial/judge/", "/platform/", "/account/", "/account/people/",
         "/account/sessions/", "/account/tokens/", "/days/trial/report/report.json"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_without_a_second_factor_every_page_leads_to_setting_one_up(
    path: str, alice: Person
) -> None:
    Authenticator.objects.all().delete()
    client = door()
    assert give(client, alice) == "/"
    assert client.get(path).headers["Location"] == "/account/second-factor/"
    assert client.post("/account/tokens/make/").headers["Location"] == "/account/second-factor/"
    live = client.get("/days/trial/board/live/", headers={"HX-Request": "true"})
    assert live.headers["HX-Redirect"] == "/account/second-factor/"
    media = client.get("/media/7d444840-9dc0-11d1-b245-5ffdce74fad2/poster.jpg")
    assert media.status_code == 302
    assert client.get("/account/second-factor/").status_code == 200
    assert client.post("/sign-out/").status_code == 302


def test_recovery_codes_alone_are_no_second_factor(alice: Person, sign_in: SignIn) -> None:
    Authenticator.objects.all().delete()
    Authenticator.objects.create(
        user=alice.member, type="recovery_codes", data={"seed": "x", "used_mask": 0}
    )
    client = door()
    give(client, alice)
    assert client.get("/days/trial/").headers["Location"] == "/account/second-factor/"


def test_in_the_demo_no_second_factor_is_required(alice: Person) -> None:
    Authenticator.objects.all().delete()
    with override_settings(DEMO=True):
        client = door()
        give(client, alice)
        assert client.get("/days/trial/").status_code == 200


def test_the_last_second_factor_stays(alice: Person, sign_in: SignIn) -> None:
    client = sign_in(alice)
    answer = client.post("/account/second-factor/app/remove/")
    assert "your only second factor" in answer.content.decode()
    assert Authenticator.objects.filter(user=alice.member, type="totp").count() == 1


def test_secrets_of_second_factors_are_sealed(alice: Person) -> None:
    from tests.people import SECRET

    assert SECRET not in str(Authenticator.objects.get(user=alice.member).data)


def test_recovery_codes_are_shown_once_and_each_lets_in_once(
    alice: Person, sign_in: SignIn
) -> None:
    client = sign_in(alice)
    done = client.post("/account/second-factor/codes/new/")
    page = client.get(done.headers["Location"]).content.decode()
    text = client.get("/account/second-factor/codes/text/").content.decode()
    codes = [line for line in text.splitlines() if line.isdigit()]
    assert len(codes) == 10
    assert all(code in page for code in codes)
    again = client.get("/account/second-factor/codes/").content.decode()
    assert "cannot be shown again" in again
    assert not any(code in again for code in codes)
    assert client.get("/account/second-factor/codes/text/").status_code == 404
    lost = door()
    give(lost, alice)
    assert lost.post("/sign-in/second/", {"code": codes[3]}).status_code == 302
    cache.clear()
    twice = door()
    give(twice, alice)
    assert twice.post("/sign-in/second/", {"code": codes[3]}).status_code == 200


def test_the_password_is_changed_and_other_sessions_end(alice: Person, sign_in: SignIn) -> None:
    here, there = sign_in(alice), sign_in(alice)
    new = "an orchard of nine pears"
    wrong = here.post(
        "/account/password/", {"oldpassword": "no", "password1": new, "password2": new}
    )
    assert "not your password" in wrong.content.decode()
    facts = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/account/password/", facts).status_code == 302
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
