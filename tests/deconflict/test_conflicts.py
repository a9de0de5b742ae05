"""Conflicts: both reasons, a clock, and nobody settles one over their own find."""

from django.utils import timezone

from actionday import pipeline
from actionday.cases.models import ActionDay, Conflict, Hold, Item, Sighting
from actionday.ledger.models import Entry
from actionday.stages import refer
from actionday.tenancy.acting import THE_PROGRAM
from actionday.tenancy.models import Unit
from tests.api.test_assessment import REFER, judge
from tests.deconflict.conftest import REASON, Sight, hold, in_
from tests.people import Person
from tests.pieces import MakePiece
from tests.running import Client
from tests.standin import work

WISH = {"wants": "refer", "reason": "It spreads by the minute."}


def dispute(client: Client, alice: Person, bob: Person, item: Item) -> int:
    assert hold(client(alice), item).status_code == 200
    answer = client(bob).post(f"/items/{item.pk}/objections", json=WISH)
    assert answer.status_code == 200, answer.text
    return int(answer.json()["conflict"])


def settle(client: Client, who: Person, conflict: int, outcome: str = "refer") -> int:
    body = {"outcome": outcome, "reason": "The danger of its spreading outweighs."}
    return client(who).post(f"/conflicts/{conflict}/settlement", json=body).status_code


def test_the_coordinator_sees_both_reasons_and_a_clock_the_parties_their_own(
    *, shared: Item, alice: Person, bob: Person, cora: Person, charlie: Person, client: Client
) -> None:
    dispute(client, alice, bob, shared)
    (told,) = client(cora).get("/days/trial/conflicts").json()["conflicts"]
    assert {(side["unit"], side["wants"], side["reason"]) for side in told["sides"]} == {
        ("ES", "hold", REASON), ("FR", "refer", WISH["reason"]),
    }  # fmt: skip
    hold_ends = Hold.objects.get().until
    assert Conflict.objects.get().due_at == hold_ends  # earlier than two hours
    shown = client(bob).get("/days/trial/conflicts").text
    assert WISH["reason"] in shown
    assert REASON not in shown
    assert client(charlie).get("/days/trial/conflicts").status_code == 404


def test_a_settlement_for_referral_lifts_the_hold_and_both_sides_see_it(
    *, day: ActionDay, shared: Item, alice: Person, bob: Person, cora: Person, client: Client
) -> None:
    judge(client(alice), REFER)
    judge(client(bob), REFER)
    conflict = dispute(client, alice, bob, shared)
    work()
    assert Item.objects.get().state == "referred"
    assert settle(client, cora, conflict) == 200
    work()
    assert Item.objects.get().state in ("sent", "decided")
    for who in (alice, bob):
        (told,) = client(who).get("/days/trial/conflicts").json()["conflicts"]
        assert told["outcome"] == "refer"
        assert "outweighs" in told["reason"]
    events = Entry.objects.filter(log=day.restricted_log_id).order_by("index")
    assert [each.event for each in events] == [
        "hold.placed", "conflict.opened", "side.taken", "conflict.settled", "hold.lifted",
    ]  # fmt: skip
    assert settle(client, cora, conflict) == 409


def test_a_settlement_for_the_hold_lets_it_stand(
    *, shared: Item, alice: Person, bob: Person, cora: Person, dora: Person, client: Client
) -> None:
    assert settle(client, cora, dispute(client, alice, bob, shared), "hold") == 200
    assert Hold.objects.get().ended_at is None
    assert client(dora).post("/days/trial/claims").status_code == 204


def test_a_piece_that_is_to_be_left_alone_is_not_referred(
    *, day: ActionDay, shared: Item, alice: Person, bob: Person, cora: Person, client: Client
) -> None:
    body = {"wants": "leave", "reason": "It is our own informant's page."}
    opened = client(bob).post(f"/items/{shared.pk}/objections", json=body)
    assert settle(client, cora, opened.json()["conflict"], "leave") == 200
    shared.refresh_from_db()
    assert (shared.state, shared.seat) == ("not_referred", "")
    entry = Entry.objects.get(log=day.log_id, event="item.settled")
    assert "informant" not in str(entry.fields)
    assert client(alice).post("/days/trial/claims").status_code == 204


def test_nothing_is_sent_while_units_differ_until_the_clock_is_up(
    shared: Item, alice: Person, bob: Person, client: Client
) -> None:
    ActionDay.objects.update(dispatch_after_s=1)
    judge(client(alice), REFER)
    judge(client(bob), REFER)
    body = {"wants": "leave", "reason": "It is our own informant's page."}
    client(bob).post(f"/items/{shared.pk}/objections", json=body)
    assert pipeline.step(refer, THE_PROGRAM, shared.pk) is None
    Conflict.objects.update(due_at=timezone.now())
    assert pipeline.step(refer, THE_PROGRAM, shared.pk) is not None


def test_nobody_settles_who_found_it_or_takes_a_side(
    *, shared: Item, alice: Person, bob: Person, cora: Person, lena: Person, units: dict[str, Unit],
    charlie: Person, sight: Sight, client: Client,
) -> None:  # fmt: skip
    conflict = dispute(client, alice, bob, shared)
    assert settle(client, alice, conflict) == 403
    assert settle(client, bob, conflict) == 403
    assert settle(client, lena, conflict) == 403  # of FR, which takes a side
    assert settle(client, charlie, conflict) == 404
    sight(shared, cora)
    assert settle(client, cora, conflict) == 403
    assert Conflict.objects.get().settled_at is None


def test_where_the_coordinator_found_it_a_reviewer_of_a_third_unit_settles(
    *,
    make_piece: MakePiece,
    alice: Person,
    cora: Person,
    lena: Person,
    sight: Sight,
    client: Client,
) -> None:
    piece = make_piece()
    sight(piece, cora)
    conflict = dispute(client, alice, cora, piece)
    assert settle(client, cora, conflict) == 403
    (told,) = client(lena).get("/days/trial/conflicts").json()["conflicts"]
    assert len(told["sides"]) == 2
    assert settle(client, lena, conflict, "hold") == 200


def test_an_objection_needs_something_to_object_to(
    *,
    shared: Item,
    alice: Person,
    bob: Person,
    charlie: Person,
    make_piece: MakePiece,
    client: Client,
) -> None:
    path = f"/items/{shared.pk}/objections"
    assert client(bob).post(path, json=WISH).status_code == 409
    assert client(bob).post(path, json=WISH | {"reason": ""}).status_code == 422
    assert client(bob).post(path, json=WISH | {"wants": "keep"}).status_code == 422
    assert client(charlie).post(path, json=WISH).status_code == 404
    alone = make_piece()
    leave = {"wants": "leave", "reason": "It is ours."}
    assert client(alice).post(f"/items/{alone.pk}/objections", json=leave).status_code == 409
    assert client(bob).post(f"/items/{alone.pk}/objections", json=leave).status_code == 403
    hold(client(alice), shared, until=in_(hours=2))
    assert client(alice).post(path, json=WISH).status_code == 409


def test_a_find_without_a_person_takes_no_side(
    make_piece: MakePiece, bob: Person, sight: Sight, cora: Person, client: Client
) -> None:
    piece = make_piece()  # a machine of ES found it
    sight(piece, bob)
    assert Sighting.objects.filter(member=None).count() == 1
    body = {"wants": "leave", "reason": "It is ours."}
    assert client(bob).post(f"/items/{piece.pk}/objections", json=body).status_code == 200
    (told,) = client(cora).get("/days/trial/conflicts").json()["conflicts"]
    assert [side["unit"] for side in told["sides"]] == ["FR"]


def test_a_conflict_is_over_when_the_hold_is_lifted(
    shared: Item, alice: Person, bob: Person, client: Client
) -> None:
    dispute(client, alice, bob, shared)
    client(alice).delete(f"/items/{shared.pk}/holds/{Hold.objects.get().pk}")
    over = Conflict.objects.get()
    assert (over.outcome, over.settled_by) == ("refer", None)


def test_a_conflict_is_over_when_the_hold_lapses(
    shared: Item, alice: Person, bob: Person, client: Client
) -> None:
    dispute(client, alice, bob, shared)
    Hold.objects.update(until=timezone.now())
    pipeline.lapses_job(0)
    assert Conflict.objects.get().settled_at is not None
