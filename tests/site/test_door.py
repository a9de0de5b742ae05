"""Who keeps asking for the live board is answered from memory, and is out as soon as they are."""

import time

import pytest
from django.conf import settings
from django.test import Client, override_settings

from actionday.cases.models import ActionDay, UnitPart
from actionday.ledger.log import Event, append
from actionday.tenancy.acting import THE_PROGRAM, acting_as
from actionday.tenancy.models import Member, Role
from actionday.web import door
from tests.people import Person
from tests.site.conftest import Visit

LIVE = "/days/trial/board/live/"


def poll(client: Client) -> int:
    tag = client.get(LIVE).headers["ETag"]
    return client.get(LIVE, headers={"If-None-Match": tag}).status_code


def asked_later(client: Client) -> int:
    time.sleep(door.FRESH_S + 0.1)
    return client.get(LIVE).status_code


def test_who_is_disabled_is_out_within_a_second(visit: Visit, alice: Person) -> None:
    client = visit(alice)
    assert poll(client) == 304
    Member.objects.filter(pk=alice.member.pk).update(is_active=False)
    assert asked_later(client) == 302


def test_who_signs_out_is_out(visit: Visit, alice: Person) -> None:
    client, other = visit(alice), visit(alice)
    assert poll(client) == poll(other) == 304
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/sign-out/")
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert asked_later(client) == 302
    assert asked_later(other) == 200


def test_polling_keeps_no_session_alive(visit: Visit, alice: Person) -> None:
    with override_settings(IDLE_S=1.0):
        client = visit(alice)
        assert poll(client) == 304
        time.sleep(1.0 + door.FRESH_S + 0.1)
        answer = client.get(LIVE, headers={"HX-Request": "true"})
    assert "ended=idle" in answer.headers["HX-Redirect"]


@pytest.mark.parametrize("change", [{"accepted_at": None}, {"unit_id": None}])
def test_whose_unit_leaves_the_day_finds_nothing(
    change: dict[str, None], visit: Visit, alice: Person, day: ActionDay
) -> None:
    client = visit(alice)
    assert poll(client) == 304
    part = UnitPart.objects.filter(day=day, unit=alice.member.unit)
    if "unit_id" in change:
        part.delete()
    else:
        part.update(**change)
    assert asked_later(client) == 404


def test_who_coordinates_no_more_sees_no_more_of_the_desk(visit: Visit, cora: Person) -> None:
    client = visit(cora)
    before = client.get(LIVE).headers["ETag"]
    Member.objects.filter(pk=cora.member.pk).update(roles=[Role.INVESTIGATOR])
    time.sleep(door.FRESH_S + 0.1)
    assert client.get(LIVE).headers["ETag"].count("-") < before.count("-")


def test_what_is_not_public_moves_the_coordinators_board_alone(
    visit: Visit, alice: Person, cora: Person, day: ActionDay
) -> None:
    clients = [visit(alice), visit(cora)]
    tags = [client.get(LIVE).headers["ETag"] for client in clients]
    with acting_as(THE_PROGRAM):
        assert day.restricted_log_id is not None
        append(day.restricted_log_id, [Event("hold.placed", day.subject, {})])
    time.sleep(door.FRESH_S + 1)
    seen = [
        client.get(LIVE, headers={"If-None-Match": tag}).status_code
        for client, tag in zip(clients, tags, strict=True)
    ]
    assert seen == [304, 200]


def test_a_live_board_is_that_of_who_asks(visit: Visit, alice: Person, cora: Person) -> None:
    assert visit(alice).get(f"{LIVE}?by=stage").status_code == 200
    kind = visit(cora).get(LIVE).content.decode()
    assert 'id="by-kind" href="/days/trial/?by=kind" aria-current="true"' in kind
    assert "<!--" not in kind
