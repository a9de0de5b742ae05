"""What a submission through the API is answered: by whom it is known, since when, held or not."""

from datetime import datetime, timedelta

from django.utils import timezone

from actionday.cases.models import Hold
from tests.api.test_intake import CLIP, submit
from tests.people import Person
from tests.pieces import MakePiece
from tests.running import Client


def test_a_known_piece_is_answered_with_its_finder_its_first_find_and_its_state(
    alice: Person, bob: Person, make_piece: MakePiece, client: Client
) -> None:
    item = make_piece()
    (row,) = submit(client, bob, item.canonical_url)
    assert (row["status"], row["lead_unit"], row["state"]) == ("known", "ES", "matched")
    assert datetime.fromisoformat(row["since"]) == item.submitted_at
    assert row["unresolved"] is False
    (row,) = submit(client, bob, CLIP)
    assert (row["status"], row["lead_unit"], row["state"]) == ("new", "FR", "submitted")


def test_a_held_piece_and_its_copies_are_answered_held_and_nothing_more_is_told(
    alice: Person, bob: Person, make_piece: MakePiece, client: Client
) -> None:
    item = make_piece()
    copy = make_piece(family=item.family)
    Hold.objects.create(
        item=item, unit=alice.member.unit, member=alice.member, reason="an ongoing operation",
        until=timezone.now() + timedelta(hours=1),
    )  # fmt: skip
    rows = submit(client, bob, item.canonical_url, copy.canonical_url)
    assert [row["status"] for row in rows] == ["held", "held"]
    assert "operation" not in str(rows)
    Hold.objects.update(ended_at=timezone.now())
    assert [row["status"] for row in submit(client, bob, item.canonical_url)] == ["known"]


def test_a_piece_that_was_sent_is_answered_referred_even_where_it_is_held(
    alice: Person, bob: Person, make_piece: MakePiece, client: Client
) -> None:
    item = make_piece(state="decided", seat="")
    Hold.objects.create(
        item=item, unit=alice.member.unit, member=alice.member, reason="late",
        until=timezone.now() + timedelta(hours=1),
    )  # fmt: skip
    assert [row["status"] for row in submit(client, bob, item.canonical_url)] == ["referred"]
