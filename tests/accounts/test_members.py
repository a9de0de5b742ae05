"""Members: roles, disabling at once, and who may do it."""

import time

import httpx
import pytest
from django.test import Client

from actionday.ledger.models import Entry
from actionday.tenancy.models import Member, Role, Token, Unit
from tests.accounts.conftest import PASSWORD, SignIn, door
from tests.people import Person, person
from tests.running import Client as Api


def disable(client: Client, who: Person) -> int:
    return client.post(f"/account/people/{who.member.pk}/disable/").status_code


def reload(who: Person) -> Member:
    return Member.objects.get(pk=who.member.pk)


def test_disabling_ends_sessions_and_tokens_at_once_and_for_good(
    lena: Person, alice: Person, sign_in: SignIn, client: Api
) -> None:
    lead, theirs, api = sign_in(lena), sign_in(alice), client(alice)
    assert api.get("/days/trial").status_code == 200
    assert disable(lead, alice) == 200
    assert theirs.get("/days/trial/").status_code == 302
    time.sleep(1)
    assert api.get("/days/trial").status_code == 401
    assert lead.post(f"/account/people/{alice.member.pk}/enable/").status_code == 200
    assert reload(alice).is_active
    assert theirs.get("/days/trial/").status_code == 302
    time.sleep(1)
    assert api.get("/days/trial").status_code == 401
    assert sign_in(alice).get("/days/trial/").status_code == 200


def test_it_holds_in_every_process_of_the_site(
    lena: Person, alice: Person, sign_in: SignIn, server: str
) -> None:
    theirs = sign_in(alice)
    cookies = {"session": theirs.cookies["session"].value}
    with httpx.Client(base_url=server, cookies=cookies) as web:
        assert {web.get("/days/trial/").status_code for _nth in range(8)} == {200}
        disable(sign_in(lena), alice)
        assert {web.get("/days/trial/").status_code for _nth in range(8)} == {302}


def test_nobody_disables_themselves_or_the_last_lead(
    lena: Person, units: dict[str, Unit], ada: Person, sign_in: SignIn
) -> None:
    assert disable(sign_in(lena), lena) == 409
    assert disable(sign_in(ada), lena) == 409
    assert disable(sign_in(ada), ada) == 409
    second = person("lou", Role.UNIT_LEAD, units["ES"])
    assert disable(sign_in(second), lena) == 200
    roles = f"/account/people/{second.member.pk}/roles/"
    facts = {"roles": ["investigator"], "of": "unit:ES"}
    assert sign_in(ada).post(roles, facts).status_code == 409
    assert reload(second).roles == ["unit_lead"]


def test_roles_are_changed_and_tokens_lose_what_they_carried(
    lena: Person, alice: Person, sign_in: SignIn, client: Api
) -> None:
    lead, api = sign_in(lena), client(alice)
    path = f"/account/people/{alice.member.pk}/roles/"
    assert lead.post(path, {"roles": ["legal_reviewer"]}).status_code == 200
    assert reload(alice).roles == ["legal_reviewer"]
    time.sleep(1)
    body = {"items": [{"url": "http://plaza.localhost:8001/v/a"}]}
    assert api.post("/days/trial/items", json=body).status_code == 403


@pytest.mark.parametrize("roles", [[], ["coordinator"], ["administrator"], ["platform_lead"]])
def test_a_lead_gives_no_role_beyond_their_own(
    roles: list[str], lena: Person, alice: Person, sign_in: SignIn
) -> None:
    path = f"/account/people/{alice.member.pk}/roles/"
    assert sign_in(lena).post(path, {"roles": roles}).status_code == 422
    assert reload(alice).roles == ["investigator"]


def test_members_of_others_are_not_there(
    lena: Person, pia: Person, alice: Person, bob: Person, sign_in: SignIn
) -> None:
    assert disable(sign_in(lena), bob) == 404
    assert disable(sign_in(pia), alice) == 404
    assert disable(sign_in(alice), lena) == 404
    assert all(reload(who).is_active for who in (bob, alice, lena))


def test_a_lead_does_not_disable_the_coordinator(
    cora: Person, units: dict[str, Unit], sign_in: SignIn
) -> None:
    lead = person("leo", Role.UNIT_LEAD, units["EUIRU"])
    assert disable(sign_in(lead), cora) == 404
    assert reload(cora).is_active


def test_the_list_shows_ones_own_people_alone(
    lena: Person, alice: Person, bob: Person, sign_in: SignIn
) -> None:
    page = sign_in(lena).get("/account/people/").content.decode()
    assert "alice@example.org" in page
    assert "bob@example.org" not in page
    assert Token.objects.count() == 3


def test_who_has_lost_all_factors_is_led_to_a_new_one_and_nowhere_else(
    lena: Person, alice: Person, bob: Person, sign_in: SignIn
) -> None:
    lead, theirs = sign_in(lena), sign_in(alice)
    assert lead.post(f"/account/people/{bob.member.pk}/clear-factors/").status_code == 404
    answer = lead.post(f"/account/people/{alice.member.pk}/clear-factors/")
    assert (answer.status_code, b"second factors are gone" in answer.content) == (200, True)
    assert theirs.get("/days/trial/").status_code == 302
    fresh = door()
    answer = fresh.post("/sign-in/", {"username": alice.member.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert fresh.get("/days/trial/").headers["Location"] == "/account/second-factor/"
    assert sign_in(bob).get("/days/trial/").status_code == 200
    told = Entry.objects.get(event="factors.cleared")
    assert told.fields["private"]["value"]["by"] == lena.member.pk
