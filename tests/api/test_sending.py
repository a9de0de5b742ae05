"""A unit's leave to send: nothing goes without it, and what waited for it goes when it comes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from actionday import pipeline
from actionday.cases.models import ActionDay, Assessment, Item, PlatformPart, Referral, UnitPart
from actionday.ledger.models import Entry
from actionday.stages import refer
from actionday.tenancy.acting import THE_PROGRAM
from actionday.tenancy.models import Role, Unit
from tests.people import Person, give_leave, person
from tests.pieces import MakePiece
from tests.running import Client
from tests.standin import work


@pytest.fixture
def elena(day: ActionDay, units: dict[str, Unit]) -> Person:
    return person("elena", Role.UNIT_LEAD, units["ES"])


@pytest.fixture
def settled(alice: Person, make_piece: MakePiece) -> Item:
    """A piece of ES that is to be referred."""
    item = make_piece(state="referred", seat="")
    Item.objects.filter(pk=item.pk).update(settled_at=timezone.now())
    Assessment.objects.create(
        item=item, seat="first", member=alice.member, unit_id=alice.actor.unit, verdict="refer",
        grounds=["incites"], ideology="other", terms_clause="4.2", purpose_claimed="none",
        purpose_true="none", reason="It praises an attack.", at=timezone.now(),
    )  # fmt: skip
    return item


def later(**delta: int) -> str:
    return (datetime.now(UTC) + timedelta(**delta)).isoformat()


def test_nothing_is_sent_without_leave_and_what_waits_goes_when_it_is_given(
    settled: Item, elena: Person, client: Client
) -> None:
    assert pipeline.step(refer, THE_PROGRAM, settled.pk) is None
    answer = client(elena).post("/days/trial/approvals", json={"until": later(hours=2)})
    assert answer.status_code == 200, answer.text
    work()
    assert Referral.objects.get().item_id == settled.pk
    assert Entry.objects.filter(event="sending.approved").count() == 1


def test_a_leave_that_is_over_sends_nothing(settled: Item, elena: Person, day: ActionDay) -> None:
    give_leave(elena, day)
    day.sending_approvals.update(until=timezone.now())
    assert pipeline.step(refer, THE_PROGRAM, settled.pk) is None


def test_another_units_leave_does_not_do(settled: Item, bob: Person, day: ActionDay) -> None:
    give_leave(bob, day)
    assert pipeline.step(refer, THE_PROGRAM, settled.pk) is None


@pytest.mark.parametrize("until", [{"hours": -1}, {"hours": 25}])
def test_a_leave_ends_within_a_day(until: dict[str, int], elena: Person, client: Client) -> None:
    answer = client(elena).post("/days/trial/approvals", json={"until": later(**until)})
    assert answer.status_code == 422
    assert "24 hours" in answer.json()["detail"]


@pytest.mark.parametrize("part", [UnitPart, PlatformPart])
def test_a_pause_holds_back_and_its_end_lets_go(
    part: type[UnitPart] | type[PlatformPart], settled: Item, elena: Person, day: ActionDay
) -> None:
    give_leave(elena, day)
    part.objects.update(paused_at=timezone.now())
    assert pipeline.step(refer, THE_PROGRAM, settled.pk) is None
    part.objects.update(paused_at=None)
    pipeline.gather_job(0)
    work()
    assert Referral.objects.count() == 1
