"""A person takes a piece out of its family or puts it to another: undoable, and remembered."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.db import connections
from django.utils import timezone

from actionday import pipeline
from actionday.cases.models import (
    ActionDay,
    Apart,
    Conflict,
    Family,
    Fingerprint,
    Hold,
    Item,
    Packet,
    Regrouping,
)
from actionday.ledger.log import Event, append
from actionday.ledger.models import Entry
from actionday.stages import Refused, family
from actionday.stages.report import build
from actionday.tenancy.acting import THE_PROGRAM, acting_as
from actionday.tenancy.models import Role, Unit
from actionday_verify.__main__ import main as verify
from tests.families.conftest import Arrive, families, matched, prints
from tests.people import Person, give_leave, person
from tests.pieces import MakePiece
from tests.running import Client
from tests.stages.test_packets import KEEP, REFER, judge, queued, settle
from tests.standin import work


def leave(who: Person, item: Item) -> None:
    pipeline.step(family, who.actor, family.Leave(item.pk))


def join(who: Person, item: Item, other: Item) -> None:
    pipeline.step(family, who.actor, family.Join(item.pk, other.pk))


def undo(who: Person, item: Item) -> None:
    pipeline.step(family, who.actor, family.Undo(item.pk))


def matched_anew(item: Item, *pictures: int) -> None:
    """Give the piece other media, as by an upload, and match it."""
    with acting_as(THE_PROGRAM):
        item.fingerprints.all().delete()
        Fingerprint.objects.bulk_create(prints(item, pictures, False))
        Item.objects.filter(pk=item.pk).update(state="fingerprinted", seat="")
        append(item.day.log_id, [Event("item.fingerprinted", item.subject, {})])
    matched(item)


def test_what_was_taken_out_is_not_brought_back_by_the_next_match(
    arrive: Arrive, alice: Person
) -> None:
    first, second, third = (arrive(1, 2, 3) for _nth in range(3))
    leave(alice, second)
    assert families(first, second, third) == [0, 1, 0]
    assert families(first, second, third, arrive(1, 2, 3))[:3] == [0, 1, 0]
    matched_anew(second, 1, 2, 3)
    assert families(first, second, third) == [0, 1, 0]


def test_one_that_is_like_both_goes_to_the_nearer_and_joins_nothing(
    arrive: Arrive, alice: Person
) -> None:
    first, second = arrive(1, 2, 3, 4), arrive(1, 2, 3, 4)
    leave(alice, second)
    both = arrive(1, 2, 3, 4)
    assert families(first, second, both) in ([0, 1, 0], [0, 1, 1])
    assert not Entry.objects.filter(event="family.merged").exists()


def test_undo_brings_it_back_and_forgets_that_they_are_apart(arrive: Arrive, alice: Person) -> None:
    first, second = arrive(1, 2, 3), arrive(1, 2, 3)
    before = second.family_id
    leave(alice, second)
    assert Apart.objects.count() == 1
    undo(alice, second)
    second.refresh_from_db()
    assert second.family_id == before
    assert not Apart.objects.exists()
    assert families(first, second, arrive(1, 2, 3)) == [0, 0, 0]
    with pytest.raises(Refused, match="nothing to undo"):
        undo(alice, second)


def test_undo_returns_to_what_the_family_has_become(arrive: Arrive, alice: Person) -> None:
    older, first, second = arrive(4, 5, 6), arrive(1, 2, 3, 7, 8, 9), arrive(1, 2, 3)
    leave(alice, second)
    arrive(4, 5, 6, 7, 8, 9)  # links the older with the first: their families become one
    assert families(older, first, second)[:2] == [0, 0]
    undo(alice, second)
    assert families(older, first, second) == [0, 0, 0]


def test_what_a_person_put_together_stays_together(arrive: Arrive, alice: Person) -> None:
    first, second = arrive(1, 2, 3), arrive(4, 5, 6)
    join(alice, second, first)
    assert families(first, second) == [0, 0]
    matched_anew(second, 7, 8, 9)
    assert families(first, second) == [0, 0]
    undo(alice, second)
    assert families(first, second) == [0, 1]


def test_putting_it_to_another_takes_it_out_of_its_own(arrive: Arrive, alice: Person) -> None:
    first, second, other = arrive(1, 2, 3), arrive(1, 2, 3), arrive(4, 5, 6)
    join(alice, second, other)
    assert families(first, second, other) == [0, 1, 1]
    join(alice, second, first)  # another thought: that ends what was said before
    assert families(first, second, other) == [0, 0, 1]
    undo(alice, second)
    assert families(first, second, other) == [0, 1, 1]
    undo(alice, second)
    assert families(first, second, other) == [0, 0, 1]
    assert families(first, second, other, arrive(1, 2, 3)) == [0, 0, 1, 0]


def test_who_may(
    *, arrive: Arrive, units: dict[str, Unit], alice: Person, bob: Person, cora: Person,
    charlie: Person, paula: Person, client: Client,
) -> None:  # fmt: skip
    first, second, third = arrive(1, 2, 3), arrive(1, 2, 3), arrive(1, 2, 3)
    path = f"/items/{second.pk}/family"
    luis = person("luis", Role.LEGAL_REVIEWER, units["ES"])
    for who, status in ((bob, 403), (charlie, 404), (paula, 403), (luis, 403)):
        answer = client(who).post(path, json={"action": "leave"})
        assert answer.status_code == status, who
    assert client(cora).post(path, json={"action": "leave"}).status_code == 200
    assert client(alice).post(path, json={"action": "undo"}).status_code == 200
    found_by_fr = arrive(1, 2, 3, unit="FR")
    path = f"/items/{third.pk}/family"  # FR found a copy of it, so now Bob may
    assert client(bob).post(path, json={"action": "leave"}).status_code == 200
    assert families(first, second, third, found_by_fr) == [0, 0, 1, 0]
    assert client(bob).post(path, json={"action": "undo"}).status_code == 200  # said by FR


@pytest.mark.parametrize(
    ("body", "status", "word"),
    [
        ({"action": "leave", "with": "own"}, 422, "with"),
        ({"action": "join"}, 422, "with"),
        ({"action": "join", "with": "self"}, 422, "another piece"),
        ({"action": "join", "with": "copy"}, 409, "one family already"),
        ({"action": "join", "with": "7" * 8 + "-7777" * 3 + "-" + "7" * 12}, 404, "no such piece"),
        ({"action": "undo"}, 409, "nothing to undo"),
        ({"action": "tear"}, 422, "action"),
        ({"action": "leave", "unit": 1}, 422, "unit"),
    ],
)
def test_what_cannot_be_done_says_why(
    body: dict[str, Any], status: int, word: str, arrive: Arrive, alice: Person, client: Client
) -> None:
    item, copy = arrive(1, 2, 3), arrive(1, 2, 3)
    named = {"own": str(item.pk), "self": str(item.pk), "copy": str(copy.pk)}
    given = {key: named.get(value, value) for key, value in body.items()}
    answer = client(alice).post(f"/items/{item.pk}/family", json=given)
    assert answer.status_code == status, answer.text
    assert word in answer.json()["detail"]
    assert not Regrouping.objects.exists()


def test_a_piece_that_is_alone_is_not_taken_out(arrive: Arrive, alice: Person) -> None:
    with pytest.raises(Refused, match="alone"):
        leave(alice, arrive(1, 2, 3))


def test_a_split_frees_nothing_from_a_hold(
    arrive: Arrive, alice: Person, bob: Person, client: Client
) -> None:
    held, copy = arrive(1, 2, 3), arrive(1, 2, 3, unit="FR")
    hold = Hold.objects.create(
        item=held, unit=alice.member.unit, member=alice.member, reason="Watched.",
        until=timezone.now() + timedelta(hours=1),
    )  # fmt: skip
    path = f"/items/{copy.pk}/family"
    answer = client(bob).post(path, json={"action": "leave"})
    assert (answer.status_code, "held" in answer.json()["detail"]) == (409, True)
    Hold.objects.filter(pk=hold.pk).update(ended_at=timezone.now())
    now = timezone.now()
    conflict = Conflict.objects.create(item=copy, day=copy.day, due_at=now + timedelta(hours=1))
    assert client(bob).post(path, json={"action": "leave"}).status_code == 409
    Conflict.objects.filter(pk=conflict.pk).update(settled_at=now)
    assert client(bob).post(path, json={"action": "leave"}).status_code == 200


def test_a_published_day_is_not_changed(arrive: Arrive, alice: Person, day: ActionDay) -> None:
    arrive(1, 2, 3)
    item = arrive(1, 2, 3)
    ActionDay.objects.filter(pk=day.pk).update(state="published")
    with pytest.raises(Refused, match="open or closed"):
        leave(alice, item)


def test_what_waited_for_a_copy_that_is_none_is_sent(
    day: ActionDay, make_piece: MakePiece, alice: Person, bob: Person
) -> None:
    give_leave(alice, day)
    both = Family.objects.create(day=day)
    settled, waiting = make_piece(both), make_piece(both)
    settle(settled, REFER, alice, bob)
    assert queued() == 0
    leave(alice, waiting)
    assert queued() == 1
    work()
    settled.refresh_from_db()
    waiting.refresh_from_db()
    assert (settled.state, waiting.state, waiting.seat) == ("sent", "matched", "first")


def test_what_was_settled_and_sent_stays(
    day: ActionDay, make_piece: MakePiece, alice: Person, bob: Person
) -> None:
    give_leave(alice, day)
    both = Family.objects.create(day=day)
    pair = [make_piece(both), make_piece(both)]
    for item in pair:
        settle(item, REFER, alice, bob)
    work()
    leave(alice, pair[0])
    work()
    assert Packet.objects.get().referrals.count() == 2
    assert set(Item.objects.values_list("state", flat=True)) == {"sent"}


def test_the_last_to_settle_while_its_copy_leaves_is_sent_all_the_same(
    day: ActionDay, make_piece: MakePiece, alice: Person, bob: Person
) -> None:
    give_leave(alice, day)
    for _nth in range(5):
        both = Family.objects.create(day=day)
        last, leaves = make_piece(both), make_piece(both)
        judge(alice, last, REFER)

        def done(act: Any) -> None:
            act()
            connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            list(
                pool.map(
                    done, [lambda x=last: judge(bob, x, REFER), lambda x=leaves: leave(alice, x)]
                )
            )
    work()
    assert [packet.referrals.count() for packet in Packet.objects.all()] == [1] * 5


def test_of_two_who_take_the_same_piece_out_one_does(
    arrive: Arrive, alice: Person, cora: Person, client: Client
) -> None:
    first, second, third = arrive(1, 2, 3), arrive(1, 2, 3), arrive(1, 2, 3)
    calls = [client(alice), client(cora)]

    def out(http: httpx.Client) -> int:
        return http.post(f"/items/{second.pk}/family", json={"action": "leave"}).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(out, calls)) == [200, 409]
    assert families(first, second, third) == [0, 1, 0]
    assert Apart.objects.count() == 2


def test_the_log_tells_and_the_verifier_agrees(
    day: ActionDay, arrive: Arrive, alice: Person, bob: Person, tmp_path: Path
) -> None:
    first, second, third = arrive(1, 2, 3), arrive(1, 2, 3), arrive(4, 5, 6)
    settle(first, REFER, alice, bob)
    judge(alice, second, REFER)
    judge(bob, second, KEEP)
    leave(alice, second)
    join(alice, third, second)
    entry = Entry.objects.get(event="family.split")
    second.refresh_from_db()
    assert entry.subject == second.subject
    assert entry.fields["family"]["value"] == second.family.subject
    private = entry.fields["private"]["value"]
    assert private["from"] == first.family.subject
    assert (private["member"], private["unit"]) == (alice.member.pk, alice.member.unit_id)
    told = report_of(day, tmp_path / "out")
    assert told["figures"]["families"] == 2
    assert told["agreement"]["n"] == 2
    assert told["agreement"]["table"]["refer_not"] == 1
    undo(alice, third)
    undo(alice, second)
    told = report_of(day, tmp_path / "again")
    assert told["figures"]["families"] == 2
    assert told["agreement"]["n"] == 1
    assert Entry.objects.filter(event="family.joined").count() == 2


def report_of(day: ActionDay, out: Path) -> dict[str, Any]:
    """Write the report, have the verifier recompute it, and return it."""
    import json

    for public in (True, False):
        build(day, out, public=public)
        assert verify([str(out)]) == 0
    found: dict[str, Any] = json.loads((out / "report.json").read_text())
    return found
