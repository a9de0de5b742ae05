"""The next view is blind: nobody who could still give one reads another's before."""

import pytest

from actionday import pipeline
from actionday.cases.models import ActionDay, Item
from actionday.stages import assess
from actionday.stages.assess import View
from actionday.tenancy.acting import acting_as
from tests.people import Person
from tests.pieces import MakePiece
from tests.site.conftest import Visit, content_of


def judge(who: Person, item: Item, verdict: str, reason: str) -> None:
    day = ActionDay.objects.get(slug="trial")
    with acting_as(who.actor):
        assess.claim(who.actor, day)
    refer = verdict == "refer"
    view = View(
        verdict=verdict, ideology="none", reason=reason, purpose_claimed="none",
        purpose_true="none", grounds=["incites"] if refer else [],
        terms_clause="4.2" if refer else "",
    )  # fmt: skip
    pipeline.step(assess, who.actor, item.pk, view)


@pytest.fixture
def item(make_piece: MakePiece) -> Item:
    return make_piece()


@pytest.fixture
def two(alice: Person, bob: Person) -> tuple[Person, Person]:
    """The first and the second to judge, of ES and FR."""
    return alice, bob


def page(visit: Visit, who: Person, item: Item) -> str:
    return visit(who).get(f"/days/trial/pieces/{item.pk}/").content.decode()


def test_a_first_view_is_seen_by_nobody_but_who_gave_it(
    item: Item, visit: Visit, alice: Person, bob: Person, cora: Person
) -> None:
    judge(alice, item, "refer", "Praises the attacker.")
    assert "Praises the attacker." in page(visit, alice, item)
    for other in (bob, cora):
        assert "Praises the attacker." not in page(visit, other, item)
        assert "It stays covered until you have given yours" in page(visit, other, item)


def test_who_has_given_the_second_view_reads_the_first(
    item: Item, visit: Visit, alice: Person, bob: Person, dora: Person
) -> None:
    judge(alice, item, "refer", "Praises the attacker.")
    judge(bob, item, "do_not_refer", "Reports of it.")
    assert "Praises the attacker." in page(visit, bob, item)
    assert "Reports of it." not in page(visit, dora, item)  # the third view is hers to give


def test_once_settled_a_unit_reads_its_own_and_the_coordinator_all(
    item: Item, visit: Visit, two: tuple[Person, Person], dora: Person, cora: Person
) -> None:
    judge(two[0], item, "refer", "Praises the attacker.")
    judge(two[1], item, "refer", "No reporting in it.")
    assert "No reporting in it." in page(visit, dora, item)  # of her unit, FR
    assert "Praises the attacker." not in page(visit, dora, item)
    assert "Praises the attacker." in page(visit, cora, item)


def test_neither_board_nor_history_tells_a_verdict_before_settlement(
    item: Item, visit: Visit, alice: Person, bob: Person
) -> None:
    judge(alice, item, "escalate", "Look at this at once.")
    board = visit(bob).get("/days/trial/").content.decode()
    assert "gave a first view" in board
    assert "gave a first view" in page(visit, bob, item)
    for text in (board, page(visit, bob, item)):
        assert "escalate" not in text.lower()
        assert "Look at this" not in text


def test_a_note_is_read_by_its_own_unit_alone(
    item: Item, visit: Visit, alice: Person, bob: Person
) -> None:
    item.sightings.filter(unit=alice.member.unit).update(note="seen in a closed channel")
    assert "seen in a closed channel" in page(visit, alice, item)
    assert "seen in a closed channel" not in page(visit, bob, item)


def test_the_log_is_handed_out_only_once_no_view_can_be_given(
    item: Item, visit: Visit, alice: Person, cora: Person
) -> None:
    judge(alice, item, "refer", "Praises the attacker.")
    early = visit(alice).get("/days/trial/report/ledger.jsonl")
    assert early.status_code == 409
    assert "handed out when the day is closed" in early.content.decode()
    ActionDay.objects.filter(slug="trial").update(state="closed")
    late = visit(alice).get("/days/trial/report/ledger.jsonl")
    text = content_of(late).decode()
    assert late.status_code == 200
    assert "assessment.made" in text
    assert "Praises the attacker." not in text
