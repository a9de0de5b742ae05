"""Holds: they stop assessment and sending, of copies too, say why to few, and end by themselves."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.utils import timezone

from actionday import pipeline
from actionday.cases.models import ActionDay, Claim, Family, Hold, Item
from actionday.ledger.models import Entry
from actionday.tenancy.models import Role, Unit
from tests.api.test_assessment import REFER, judge
from tests.deconflict.conftest import REASON, hold, in_
from tests.people import Person, person
from tests.pieces import MakePiece
from tests.running import Client
from tests.standin import work


def test_a_held_piece_and_its_copies_are_given_to_nobody(
    day: ActionDay, alice: Person, bob: Person, make_piece: MakePiece, client: Client
) -> None:
    family = Family.objects.create(day=day)
    piece, _copy = make_piece(family), make_piece(family)
    assert hold(client(alice), piece).status_code == 200
    assert client(bob).post("/days/trial/claims").status_code == 204
    other = make_piece()
    assert client(bob).post("/days/trial/claims").json()["item"] == str(other.pk)


def test_a_copy_that_is_matched_later_is_caught_too(
    alice: Person, bob: Person, make_piece: MakePiece, client: Client
) -> None:
    piece = make_piece()
    hold(client(alice), piece)
    late = make_piece()
    Item.objects.filter(pk=late.pk).update(family=piece.family)
    assert client(bob).post("/days/trial/claims").status_code == 204


def test_who_was_judging_it_is_told_and_nothing_is_saved(
    alice: Person, bob: Person, make_piece: MakePiece, client: Client
) -> None:
    piece = make_piece()
    claim = client(bob).post("/days/trial/claims").json()
    hold(client(alice), piece)
    answer = client(bob).post(
        f"/items/{piece.pk}/assessments", json=REFER, headers={"If-Match": claim["etag"]}
    )
    assert answer.status_code == 409
    assert "held" in answer.json()["detail"]
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"until": None}, "end"),
        ({"until": "2020-01-01T00:00:00Z"}, "past"),
        ({"until": in_(days=31)}, "30 days"),
        ({"until": "tomorrow"}, "until"),
        ({"until": "2099-01-01T00:00:00"}, "until"),
        ({"reason": " "}, "reason"),
    ],
)
def test_a_hold_without_an_end_or_reason_is_refused_and_says_why(
    change: dict[str, object], word: str, alice: Person, make_piece: MakePiece, client: Client
) -> None:
    answer = hold(client(alice), make_piece(), **change)
    assert answer.status_code == 422
    assert word in answer.json()["detail"]
    assert not Hold.objects.exists()


def test_only_a_unit_that_found_it_holds_it_and_only_on_its_own_day(
    alice: Person, bob: Person, charlie: Person, make_piece: MakePiece, client: Client
) -> None:
    piece = make_piece()
    answer = hold(client(bob), piece)
    assert answer.status_code == 403
    assert "submit it first" in answer.json()["detail"]
    assert hold(client(charlie), piece).status_code == 404


def test_a_piece_that_is_out_cannot_be_held(
    alice: Person, make_piece: MakePiece, client: Client
) -> None:
    answer = hold(client(alice), make_piece(state="sent", seat=""))
    assert answer.status_code == 409
    assert "out already" in answer.json()["detail"]


def test_a_second_hold_of_a_unit_is_refused_and_the_first_extended_or_lifted(
    alice: Person, bob: Person, make_piece: MakePiece, client: Client
) -> None:
    piece = make_piece()
    number = hold(client(alice), piece).json()["hold"]
    assert hold(client(alice), piece).status_code == 409
    path = f"/items/{piece.pk}/holds/{number}"
    assert client(alice).patch(path, json={"until": in_(days=2)}).status_code == 200
    assert client(alice).patch(path, json={}).status_code == 422
    assert client(bob).delete(path).status_code == 404
    assert client(alice).delete(path).status_code == 200
    assert client(alice).delete(path).status_code == 409
    assert client(bob).post("/days/trial/claims").status_code == 200


def test_the_public_log_says_nothing_of_a_hold(
    day: ActionDay, alice: Person, make_piece: MakePiece, client: Client
) -> None:
    piece = make_piece()
    before = Entry.objects.filter(log=day.log_id).count()
    hold(client(alice), piece)
    assert Entry.objects.filter(log=day.log_id).count() == before
    entry = Entry.objects.get(log=day.restricted_log_id)
    assert entry.event == "hold.placed"
    assert entry.fields["private"]["value"]["reason"] == REASON


def test_what_is_settled_already_is_not_sent_while_it_is_held(
    day: ActionDay, alice: Person, bob: Person, make_piece: MakePiece, client: Client
) -> None:
    ActionDay.objects.update(dispatch_after_s=1)
    piece = make_piece()
    judge(client(alice), REFER)
    judge(client(bob), REFER)
    number = hold(client(alice), piece).json()["hold"]
    time.sleep(1.1)
    work()
    piece.refresh_from_db()
    assert piece.state == "referred"
    client(alice).delete(f"/items/{piece.pk}/holds/{number}")
    work()
    piece.refresh_from_db()
    assert piece.state == "sent"


def test_a_hold_lapses_by_itself_and_all_goes_on(
    day: ActionDay, alice: Person, bob: Person, make_piece: MakePiece, client: Client
) -> None:
    ActionDay.objects.update(dispatch_after_s=1)
    settled = make_piece()
    judge(client(alice), REFER)
    judge(client(bob), REFER)
    waiting = make_piece()
    for piece in (settled, waiting):
        assert hold(client(alice), piece, until=in_(seconds=2)).status_code == 200
    assert client(bob).post("/days/trial/claims").status_code == 204
    work(later=True)
    settled.refresh_from_db()
    assert settled.state in ("sent", "decided")
    assert client(bob).post("/days/trial/claims").json()["item"] == str(waiting.pk)
    assert Hold.objects.filter(ended_at__lte=timezone.now()).count() == 2
    assert Entry.objects.filter(log=day.restricted_log_id, event="hold.lapsed").count() == 2


def test_a_lapse_that_no_worker_saw_is_noted_afterwards(
    day: ActionDay, alice: Person, make_piece: MakePiece, client: Client
) -> None:
    hold(client(alice), make_piece())
    Hold.objects.update(until=timezone.now())
    pipeline.lapses_job(0)
    assert Hold.objects.get().ended_at is not None


def test_20_who_claim_while_a_hold_is_placed_never_get_it_afterwards(
    units: dict[str, Unit], alice: Person, make_piece: MakePiece, client: Client
) -> None:
    clients = [client(person(f"p{n}", Role.INVESTIGATOR, units["FR"])) for n in range(20)]
    holder = client(alice)
    for _round in range(3):
        piece = make_piece()
        with ThreadPoolExecutor(21) as pool:
            claims = [pool.submit(http.post, "/days/trial/claims") for http in clients[:10]]
            placed = pool.submit(hold, holder, piece)
            claims += [pool.submit(http.post, "/days/trial/claims") for http in clients[10:]]
        assert placed.result().status_code == 200
        assert {claim.result().status_code for claim in claims} <= {200, 204}
        assert not Claim.objects.filter(item=piece).exists()
        assert all(http.post("/days/trial/claims").status_code == 204 for http in clients)
