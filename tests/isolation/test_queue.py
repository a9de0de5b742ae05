"""The queue's functions run as the owner: who asks them from outside of the day learns nothing."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from actionday.cases.held import held_of
from actionday.cases.models import ActionDay, Claim, Hold
from actionday.cases.queue import lease_next
from actionday.tenancy.acting import Actor, acting_as
from actionday.tenancy.models import Unit
from tests.isolation.conftest import machine
from tests.people import Person
from tests.pieces import MakePiece
from tests.serving import as_nobody

SOON = timedelta(minutes=5)


def lease_as(actor: Actor, day: ActionDay) -> Claim | None:
    with acting_as(actor):
        return lease_next(day.pk, timezone.now() + SOON)


def test_only_a_member_of_the_day_is_given_a_piece(
    day: ActionDay, alice: Person, charlie: Person, units: dict[str, Unit], make_piece: MakePiece
) -> None:
    piece = make_piece()
    for outsider in (charlie.actor, machine(units["DK"]), machine(units["ES"])):
        assert lease_as(outsider, day) is None
    with as_nobody():
        assert lease_next(day.pk, timezone.now() + SOON) is None
    leased = lease_as(alice.actor, day)
    assert leased is not None
    assert (leased.item_id, leased.member_id) == (piece.pk, alice.member.pk)


def test_that_a_piece_is_held_is_told_to_those_of_the_day_alone(
    day: ActionDay, alice: Person, bob: Person, charlie: Person, make_piece: MakePiece
) -> None:
    piece = make_piece()
    Hold.objects.create(
        item=piece, unit_id=alice.actor.unit, member=alice.member, reason="An investigation.",
        until=timezone.now() + SOON,
    )  # fmt: skip
    for who, told in ((alice, {piece.pk}), (bob, {piece.pk}), (charlie, set())):
        with acting_as(who.actor):
            assert held_of([piece.pk]) == told


@pytest.mark.usefixtures("database")
def test_the_program_is_let_in_before_any_function_is_called_for_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT polrelid::regclass::text, max(polname) FROM pg_policy GROUP BY polrelid
            HAVING max(polname) <> 'whole'
        """)
        assert cursor.fetchall() == []
        cursor.execute("EXPLAIN SELECT * FROM cases_capture")
        [tried] = [line for (line,) in cursor.fetchall() if "Filter: " in line]
    assert re.match(r" *Filter: \((\$|\(?InitPlan)", tried), tried  # a value asked for only once
    assert "may_see_files" in tried
