"""A threat to life comes first; what the coordinator pauses stands still, and then goes on."""

import pytest

from actionday.cases.models import ActionDay, Escalation, Item
from actionday.ledger.models import Entry
from tests.api.test_assessment import KEEP, REFER, judge
from tests.people import Person
from tests.pieces import MakePiece
from tests.running import Client
from tests.standin import work

ESCALATE = KEEP | {
    "verdict": "escalate",
    "reason": "He names a school and a day.",
    "purpose": {"claimed": "none", "true": "none"},
}
WHY = "Three referrals in four were rejected."


def test_an_escalation_is_raised_once_and_taken_by_the_coordinator(
    *,
    day: ActionDay,
    alice: Person,
    bob: Person,
    cora: Person,
    make_piece: MakePiece,
    client: Client,
) -> None:
    piece = make_piece()
    judge(client(alice), ESCALATE)
    judge(client(bob), ESCALATE)
    assert Escalation.objects.get().unit.code == "ES"
    path = f"/items/{piece.pk}/escalation"
    assert client(alice).post(path, json={}).status_code == 403
    assert client(cora).post(path, json={"note": "Told the police of Northgate."}).is_success
    assert client(cora).post(path, json={}).status_code == 409
    taken = Escalation.objects.get()
    assert taken.taken_by == cora.member
    events = Entry.objects.filter(log=day.restricted_log_id).order_by("index")
    assert [each.event for each in events] == ["escalation.raised", "escalation.taken"]


def test_an_escalated_piece_gets_its_next_view_first(
    alice: Person, bob: Person, make_piece: MakePiece, client: Client
) -> None:
    first, second = make_piece(), make_piece()
    judge(client(alice), KEEP)
    judge(client(alice), ESCALATE)
    assert client(bob).post("/days/trial/claims").json()["item"] == str(second.pk)
    assert Item.objects.get(pk=first.pk).seat == "second"


def test_a_paused_unit_submits_judges_and_sends_nothing_until_it_goes_on(
    *,
    day: ActionDay,
    alice: Person,
    bob: Person,
    cora: Person,
    make_piece: MakePiece,
    client: Client,
) -> None:
    piece = make_piece()
    judge(client(alice), REFER)
    path = "/days/trial/pauses/unit/ES"
    assert client(alice).put(path, json={"why": WHY}).status_code == 403
    assert client(cora).put(path, json={"why": ""}).status_code == 422
    assert client(cora).put(path, json={"why": WHY}).status_code == 200
    finds = {"items": [{"url": "http://plaza.localhost:8001/v/new"}]}
    for refused in (
        client(alice).post("/days/trial/items", json=finds),
        client(alice).post("/days/trial/claims"),
        client(alice).post(f"/items/{piece.pk}/assessments", json=REFER),
    ):
        assert refused.status_code == 409
        assert WHY in refused.json()["detail"]
    judge(client(bob), REFER)
    work()
    assert Item.objects.get().state == "referred"
    assert client(cora).delete(path).status_code == 200
    work()
    assert Item.objects.get().state in ("sent", "decided")
    assert client(cora).delete(path).status_code == 409


def test_to_a_paused_platform_nothing_is_sent_until_it_goes_on(
    *,
    day: ActionDay,
    alice: Person,
    bob: Person,
    cora: Person,
    make_piece: MakePiece,
    client: Client,
) -> None:
    make_piece()
    path = "/days/trial/pauses/platform/plaza"
    assert client(cora).put(path, json={"why": "It asked for an hour."}).status_code == 200
    judge(client(alice), REFER)
    judge(client(bob), REFER)
    work()
    assert Item.objects.get().state == "referred"
    client(cora).delete(path)
    work()
    assert Item.objects.get().state in ("sent", "decided")


@pytest.mark.parametrize("party", ["unit/DK", "platform/hearth", "person/alice"])
def test_who_is_not_on_the_day_cannot_be_paused(party: str, cora: Person, client: Client) -> None:
    answer = client(cora).put(f"/days/trial/pauses/{party}", json={"why": WHY})
    assert answer.status_code == 404
