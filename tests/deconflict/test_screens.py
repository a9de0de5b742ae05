"""The desk, the holds and a piece's page: who sees which reason, and what one does there."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from actionday.cases.models import Claim, Conflict, Escalation, Hold, Item
from tests.deconflict.conftest import REASON, Sight
from tests.people import Person
from tests.pieces import MakePiece
from tests.site.conftest import Visit

WISH = "It spreads by the minute."


def text(answer: Any) -> str:
    return str(answer.content.decode())


def held(visit: Visit, who: Person, item: Item) -> None:
    answer = visit(who).post(
        f"/days/trial/pieces/{item.pk}/hold/", {"until": "4h", "reason": REASON}
    )
    assert answer.status_code == 302, text(answer)


def disputed(visit: Visit, alice: Person, bob: Person, item: Item) -> None:
    held(visit, alice, item)
    body = {"wants": "refer", "reason": WISH}
    answer = visit(bob).post(f"/days/trial/pieces/{item.pk}/objection/", body)
    assert answer.status_code == 302, text(answer)


def test_a_hold_shows_its_reason_to_its_unit_and_the_coordinator_alone(
    *, shared: Item, alice: Person, bob: Person, cora: Person, charlie: Person, visit: Visit
) -> None:
    held(visit, alice, shared)
    path = f"/days/trial/pieces/{shared.pk}/"
    assert REASON in text(visit(alice).get(path))
    assert REASON in text(visit(cora).get(path))
    others = text(visit(bob).get(path))
    assert "by another unit" in others
    assert REASON not in others
    assert REASON in text(visit(alice).get("/days/trial/holds/"))
    assert REASON not in text(visit(bob).get("/days/trial/holds/"))
    assert visit(charlie).get("/days/trial/holds/").status_code == 404


def test_a_hold_without_an_end_keeps_what_was_written(
    shared: Item, alice: Person, visit: Visit
) -> None:
    answer = visit(alice).post(
        f"/days/trial/pieces/{shared.pk}/hold/", {"until": "date", "date": "", "reason": REASON}
    )
    assert answer.status_code == 422
    assert "A hold needs an end" in text(answer)
    assert REASON in text(answer)
    assert not Hold.objects.exists()


def test_a_hold_is_extended_and_lifted_from_the_list_by_its_unit_alone(
    shared: Item, alice: Person, bob: Person, visit: Visit
) -> None:
    held(visit, alice, shared)
    path = f"/days/trial/holds/{Hold.objects.get().pk}/"
    assert visit(bob).post(path, {"lift": "1"}).status_code == 404
    before = Hold.objects.get().until
    assert visit(alice).post(path, {"until": "1h", "extend": "1"}).status_code == 302
    assert Hold.objects.get().until < before
    wrong = visit(alice).post(path, {"until": "date", "date": "2020-01-01T00:00"})
    assert (wrong.status_code, "in the past" in text(wrong)) == (422, True)
    assert visit(alice).post(path, {"lift": "1"}).status_code == 302
    assert Hold.objects.get().ended_at is not None


def test_the_coordinator_settles_on_the_desk_and_the_sides_read_the_outcome(
    shared: Item, alice: Person, bob: Person, cora: Person, visit: Visit
) -> None:
    disputed(visit, alice, bob, shared)
    desk = text(visit(cora).get("/days/trial/desk/"))
    assert REASON in desk
    assert WISH in desk
    assert "A conflict waits for you" in text(visit(cora).get("/days/trial/"))
    path = f"/days/trial/desk/conflicts/{Conflict.objects.get().pk}/"
    without = visit(cora).post(path, {"outcome": "refer", "reason": ""})
    assert without.status_code == 422
    assert "Say why" in text(without)
    given = {"outcome": "refer", "reason": "The danger outweighs."}
    assert visit(cora).post(path, given).status_code == 302
    for who in (alice, bob):
        assert "The danger outweighs." in text(visit(who).get(f"/days/trial/pieces/{shared.pk}/"))
        assert "The danger outweighs." in text(visit(who).get("/days/trial/holds/"))


def test_a_coordinator_who_found_it_is_told_that_somebody_else_settles(
    *,
    shared: Item,
    alice: Person,
    bob: Person,
    cora: Person,
    lena: Person,
    sight: Sight,
    visit: Visit,
) -> None:
    disputed(visit, alice, bob, shared)
    sight(shared, cora)
    desk = text(visit(cora).get("/days/trial/desk/"))
    assert "you cannot settle it" in desk
    path = f"/days/trial/desk/conflicts/{Conflict.objects.get().pk}/"
    given = {"outcome": "refer", "reason": "Mine."}
    assert visit(cora).post(path, given).status_code == 403
    assert "Nothing to settle" in text(visit(lena).get("/days/trial/desk/"))  # FR takes a side


def test_who_settles_nothing_has_no_desk(
    alice: Person, paula: Person, charlie: Person, visit: Visit
) -> None:
    for who in (alice, paula, charlie):
        assert visit(who).get("/days/trial/desk/").status_code == 404
        posted = visit(who).post("/days/trial/desk/pauses/", {"whom": "unit:ES", "why": "x"})
        assert posted.status_code == 404


def test_a_threat_to_life_stands_on_top_until_the_coordinator_takes_it(
    make_piece: MakePiece, alice: Person, cora: Person, bob: Person, visit: Visit
) -> None:
    piece = make_piece()
    Escalation.objects.create(item=piece, unit=alice.member.unit, raised_by=alice.member)
    board = text(visit(cora).get("/days/trial/"))
    assert "Threat to life, raised by ES" in board
    assert "Threat to life" not in text(visit(bob).get("/days/trial/"))
    path = f"/days/trial/desk/escalations/{piece.pk}/"
    assert visit(cora).post(path, {"note": "Told Northgate."}).status_code == 302
    assert "Threat to life" not in text(visit(cora).get("/days/trial/"))
    page = text(visit(alice).get(f"/days/trial/pieces/{piece.pk}/"))
    assert "The coordinator took it" in page
    assert "already" in text(visit(cora).post(path, {}))


def test_a_unit_is_paused_and_goes_on(cora: Person, visit: Visit) -> None:
    path = "/days/trial/desk/pauses/"
    assert visit(cora).post(path, {"whom": "unit:ES", "why": ""}).status_code == 422
    assert visit(cora).post(path, {"whom": "unit:ES", "why": "Too sloppy."}).status_code == 302
    assert "Too sloppy." in text(visit(cora).get("/days/trial/desk/"))
    assert visit(cora).post(path, {"whom": "unit:ES", "resume": "1"}).status_code == 302
    assert "Too sloppy." not in text(visit(cora).get("/days/trial/desk/"))


def test_who_judges_is_told_of_a_hold_and_keeps_what_they_wrote(
    shared: Item, alice: Person, bob: Person, visit: Visit
) -> None:
    assert visit(bob).post("/days/trial/judge/next/").status_code == 302
    assert Claim.objects.get().item == shared
    held(visit, alice, shared)
    answer = visit(bob).post(
        "/days/trial/judge/",
        {"item": shared.pk, "seat": "first", "verdict": "refer", "reason": "My long thought."},
    )
    assert answer.status_code == 422
    assert "The piece is held" in text(answer)
    assert "My long thought." in text(answer)


def test_holds_that_end_soon_are_told_to_their_unit_and_the_coordinator(
    shared: Item, alice: Person, bob: Person, cora: Person, visit: Visit
) -> None:
    held(visit, alice, shared)
    assert "ends soon" not in text(visit(cora).get("/days/trial/"))
    Hold.objects.update(until=timezone.now() + timedelta(minutes=20))
    assert "A hold ends soon" in text(visit(cora).get("/days/trial/"))
    assert "A hold ends soon" in text(visit(alice).get("/days/trial/"))
    assert "ends soon" not in text(visit(bob).get("/days/trial/"))
    assert REASON in text(visit(cora).get("/days/trial/desk/"))
