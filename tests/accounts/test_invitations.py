"""Invitations: who may send them, and what a link is good for."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from actionday.accounts import Refused, invitations
from actionday.accounts.invitations import Wanted
from actionday.ledger.models import Entry
from actionday.tenancy.acting import THE_PROGRAM
from actionday.tenancy.models import Invitation, Member, Unit
from tests.accounts.conftest import NEW_PASSWORD, SignIn, door
from tests.people import Person

FACTS = {"name": "Nina Newcome", "password": NEW_PASSWORD, "again": NEW_PASSWORD}


def send(client: Client, email: str = "nina@example.org", **facts: object) -> str:
    """Invite somebody on the page; return the path of the link, or what the page said."""
    given = {"email": email, "roles": ["investigator"], "days": "7"} | facts
    page = client.post("/account/people/invite/", given).content.decode()
    found = re.search(r"http://[^/]+(/invitation/[\w-]+/)", page)
    return found[1] if found else page


def test_a_lead_invites_and_the_person_comes_in_to_set_up_a_second_factor(
    lena: Person, units: dict[str, Unit], sign_in: SignIn
) -> None:
    link = send(sign_in(lena))
    secret = link.split("/")[2]
    assert secret not in str(bytes(Invitation.objects.get().digest))
    guest = door()
    assert "To ES, as investigator" in guest.get(link).content.decode()
    answer = guest.post(link, FACTS)
    assert answer.headers["Location"] == "/account/second-factor/"
    member = Member.objects.get(email="nina@example.org")
    assert (member.unit, member.roles) == (units["ES"], ["investigator"])
    assert member.name == FACTS["name"]
    assert member.password.startswith("argon2")
    assert guest.get("/days/trial/").headers["Location"] == "/account/second-factor/"
    told = Entry.objects.filter(log__origin="accounts").order_by("index")
    assert list(told.values_list("event", flat=True)) == ["member.invited", "member.joined"]


def test_a_used_link_lets_nobody_in(lena: Person, sign_in: SignIn) -> None:
    link = send(sign_in(lena))
    door().post(link, FACTS)
    members = Member.objects.count()
    for answer in (door().get(link), door().post(link, FACTS | {"name": "Mallory"})):
        assert answer.status_code == 410
        assert "used already" in answer.content.decode()
    assert Member.objects.count() == members


def test_an_expired_link_lets_nobody_in(lena: Person, sign_in: SignIn) -> None:
    link = send(sign_in(lena))
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    answer = door().post(link, FACTS)
    assert answer.status_code == 410
    assert "expired" in answer.content.decode()
    assert not Member.objects.filter(email="nina@example.org").exists()


def test_an_unknown_or_withdrawn_link_is_not_there(lena: Person, sign_in: SignIn) -> None:
    client = sign_in(lena)
    link = send(client)
    client.post(f"/account/people/invitations/{Invitation.objects.get().pk}/withdraw/")
    for path in (link, "/invitation/guess/", f"/invitation/{'x' * 500}/"):
        assert door().get(path).status_code == 404
        assert door().post(path, FACTS).status_code == 404
    assert not Member.objects.filter(email="nina@example.org").exists()


def test_two_who_use_a_link_at_once_make_one_member(day: object) -> None:
    secret = invitations.invite(THE_PROGRAM, Wanted("two@example.org", ("administrator",)))

    def come(nth: int) -> str:
        try:
            return invitations.accept(secret, f"Guest {nth}", NEW_PASSWORD).name
        except Refused as error:
            return str(error.status)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        came = list(pool.map(come, range(4)))
    assert sorted(came)[:3] == ["410", "410", "410"]
    assert Member.objects.filter(email="two@example.org").count() == 1


BAD = [
    ({"name": ""}, "Say your name"),
    ({"name": "x" * 121}, "Say your name"),
    ({"again": "something else"}, "differ"),
    ({"password": "short", "again": "short"}, "too short"),
    ({"password": "nina@example.org", "again": "nina@example.org"}, "too similar"),
]


@pytest.mark.parametrize(("facts", "told"), BAD)
def test_bad_input_makes_nothing_and_spends_nothing(
    facts: dict[str, str], told: str, lena: Person, sign_in: SignIn
) -> None:
    link = send(sign_in(lena))
    answer = door().post(link, FACTS | facts)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Member.objects.filter(email="nina@example.org").exists()
    assert door().post(link, FACTS).status_code == 302


WRONG = [
    ({"roles": ["coordinator"]}, "not yours to give"),
    ({"roles": ["administrator"]}, "do not go together"),
    ({"roles": ["platform_lead"]}, "do not go together"),
    ({"roles": []}, "do not go together"),
    ({"roles": ["nonsense"]}, "do not go together"),
    ({"days": "31"}, "1 to 30 days"),
    ({"days": "0"}, "1 to 30 days"),
    ({"days": "soon"}, "whole number"),
    ({"email": "lena@example.org"}, "member with this e-mail already"),
    ({"email": "no address"}, "no e-mail address"),
]


@pytest.mark.parametrize(("facts", "told"), WRONG)
def test_a_lead_gives_only_what_is_theirs_to_give(
    facts: dict[str, object], told: str, lena: Person, sign_in: SignIn
) -> None:
    assert told in send(sign_in(lena), **facts)
    assert not Invitation.objects.exists()


def test_a_lead_does_not_reach_another_organisation(
    lena: Person, pia: Person, sign_in: SignIn
) -> None:
    client = sign_in(lena)
    assert client.get("/account/people/?of=unit:FR").status_code == 404
    assert client.get("/account/people/?of=platform:plaza").status_code == 404
    facts = {"email": "n@example.org", "roles": ["investigator"], "days": "7", "of": "unit:FR"}
    assert client.post("/account/people/invite/", facts).status_code == 404
    theirs = invitations.invite(
        pia.actor, Wanted("p@example.org", ("platform_reviewer",), platform=pia.member.platform_id)
    )
    pk = Invitation.objects.get().pk
    assert client.post(f"/account/people/invitations/{pk}/withdraw/").status_code == 404
    assert door().get(f"/invitation/{theirs}/").status_code == 200


def test_the_administrator_invites_to_any(ada: Person, sign_in: SignIn) -> None:
    client = sign_in(ada)
    assert send(client, "c@example.org", of="unit:FR", roles=["unit_lead"]).startswith("/inv")
    assert send(client, "p@example.org", of="platform:plaza", roles=["platform_lead"])[0] == "/"
    assert send(client, "a@example.org", of="house", roles=["auditor"])[0] == "/"
    assert client.get("/days/trial/").status_code == 404  # accounts, but no case data


def test_who_does_not_lead_has_no_such_page(alice: Person, sign_in: SignIn) -> None:
    client = sign_in(alice)
    assert client.get("/account/people/").status_code == 404
    assert client.post("/account/people/invite/", {}).status_code == 404


def command(*args: str) -> "subprocess.CompletedProcess[str]":
    line = [sys.executable, "-m", "actionday", "invite", *args]
    return subprocess.run(line, env=os.environ, capture_output=True, text=True, check=False)


def test_the_command_invites_the_first_administrator(database: None) -> None:
    done = command("first@example.org", "--role", "administrator", "--site", "https://a.example")
    assert done.returncode == 0, done.stderr
    link = done.stdout.strip()
    assert link.startswith("https://a.example/invitation/")
    guest = door()
    assert guest.post(link.removeprefix("https://a.example"), FACTS).status_code == 302
    assert Member.objects.get().roles == ["administrator"]


@pytest.mark.parametrize(
    "args",
    [
        ("no-address", "--role", "administrator"),
        ("a@example.org", "--role", "king"),
        ("a@example.org", "--role", "unit_lead", "--unit", "XX"),
        ("a@example.org", "--role", "unit_lead"),
        ("a@example.org", "--role", "administrator", "--days", "99"),
    ],
)
def test_the_command_refuses_in_one_line(args: tuple[str, ...], database: None) -> None:
    done = command(*args)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert not Invitation.objects.exists()
