"""Copies of a family go in one packet: when none of them wants a view any more, or after a time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from actionday import pipeline
from actionday.cases.models import ActionDay, Claim, Family, Item, Packet
from actionday.cases.sending import GATHER_S
from actionday.stages import assess
from actionday.stages.assess import View
from tests.people import Person, give_leave
from tests.pieces import MakePiece
from tests.standin import work

REFER = View("refer", "other", "It praises an attack.", "none", "none", ["incites"], [], "4.2")
KEEP = View("do_not_refer", "none", "A report.", "journalism", "journalism")


@pytest.fixture(autouse=True)
def leave(alice: Person, day: ActionDay) -> None:
    """ES, which leads the pieces here, may send."""
    give_leave(alice, day)


def judge(who: Person, item: Item, view: View) -> None:
    seat = Item.objects.values_list("seat", flat=True).get(pk=item.pk)
    until = timezone.now() + timedelta(minutes=1)
    Claim.objects.create(item=item, seat=seat, member=who.member, expires_at=until)
    pipeline.step(assess, who.actor, item.pk, view)


def settle(item: Item, view: View, *people: Person) -> None:
    for who in people:
        judge(who, item, view)


def queued() -> int:
    return ProcrastinateJob.objects.filter(task_name="refer", status="todo").count()


def test_a_referred_piece_waits_for_its_copies_and_goes_with_them(
    day: ActionDay, make_piece: MakePiece, alice: Person, bob: Person
) -> None:
    family = Family.objects.create(day=day)
    first, second, third = (make_piece(family) for _nth in range(3))
    settle(first, REFER, alice, bob)
    settle(second, REFER, alice, bob)
    assert queued() == 0
    settle(third, KEEP, alice, bob)
    assert queued() == 2
    work()
    (packet,) = Packet.objects.all()
    assert {each.item_id for each in packet.referrals.all()} == {first.pk, second.pk}


def test_a_piece_alone_does_not_wait(make_piece: MakePiece, alice: Person, bob: Person) -> None:
    settle(make_piece(), REFER, alice, bob)
    make_piece()
    assert queued() == 1


def test_of_two_last_copies_settled_at_once_one_sends_both(
    day: ActionDay, make_piece: MakePiece, alice: Person, bob: Person
) -> None:
    for _nth in range(8):
        family = Family.objects.create(day=day)
        pair = [make_piece(family), make_piece(family)]
        for item in pair:
            judge(alice, item, REFER)

        def settle_one(item: Item) -> None:
            judge(bob, item, REFER)
            connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(settle_one, pair))
    work()
    assert sorted(packet.referrals.count() for packet in Packet.objects.all()) == [2] * 8


def test_a_copy_that_nobody_judges_does_not_hold_the_others_up_for_ever(
    day: ActionDay, make_piece: MakePiece, alice: Person, bob: Person
) -> None:
    family = Family.objects.create(day=day)
    first, _forgotten = make_piece(family), make_piece(family)
    settle(first, REFER, alice, bob)
    pipeline.gather_job(0)
    assert queued() == 0
    past = timezone.now() - timedelta(seconds=GATHER_S + day.dispatch_after_s + 1)
    Item.objects.filter(pk=first.pk).update(settled_at=past)
    pipeline.gather_job(0)
    work()
    first.refresh_from_db()
    assert first.state == "sent"
