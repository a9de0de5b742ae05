"""Following the lists: nothing is missed, whoever writes beside, and it takes under a second."""

import os
import threading
import time
from collections.abc import Iterator

import pytest
from django.db import connection, connections

from actionday.lists.following import Changes, changed_since, latest, matchable
from actionday.lists.models import HashEntry, HashList, Kind, ListChange
from actionday.lists.naming import Wanted
from actionday.lists.publishing import changing
from actionday.lists.taking_in import take_in
from actionday.media.listfile import ListEntry
from actionday.tenancy.acting import THE_PROGRAM, acting_as
from tests.lists.conftest import MakeList, entries, entry
from tests.lists.fingerprints import fingerprint


class Follower:
    """An index as a process keeps it: what may be matched, and the last number it has read."""

    def __init__(self) -> None:
        self.number = latest()
        self.known = {each.entry: each.value for each in matchable()}

    def follow(self) -> int:
        """Read on; return how many entries were read."""
        changes: Changes = changed_since(self.number)
        read = 0
        for each in changes.entries:
            read += 1
            if each.matchable and each.kind == Kind.MATCH:
                self.known[each.signal.entry] = each.signal.value
            else:
                self.known.pop(each.signal.entry, None)
        self.number = changes.number
        return read


def test_what_is_added_and_withdrawn_is_followed_without_the_rest(make_list: MakeList) -> None:
    make_list("banners", 5_000)
    follower = Follower()
    assert len(follower.known) == 5_000
    assert follower.follow() == 0
    make_list("banners", range(5_000, 5_003))
    make_list("banners", [7], withdrawn=True)
    assert follower.follow() == 4
    assert fingerprint(5_002) in follower.known.values()
    assert fingerprint(7) not in follower.known.values()
    make_list("banners", [7])
    assert follower.follow() == 1
    assert fingerprint(7) in follower.known.values()


def test_what_shall_never_be_matched_is_kept_apart(make_list: MakeList) -> None:
    make_list("banners", [1])
    follower = Follower()
    make_list("logos", [2], kind="never")
    assert [each.kind for each in changed_since(follower.number).entries] == ["never"]
    assert {each.value for each in matchable()} == {fingerprint(1)}
    assert {each.value for each in matchable(Kind.NEVER)} == {fingerprint(2)}


def within() -> float:
    """Return a second; on a machine that is busy with other work, longer by as much as it is."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def test_a_thousand_entries_are_seen_within_a_second_beside_many(make_list: MakeList) -> None:
    make_list("banners", 20_000)
    follower = Follower()
    took = []
    for withdrawn in (False, True, False, True):
        rows = entries(map(fingerprint, range(30_000, 31_000)), withdrawn=withdrawn)
        began = time.monotonic()
        take_in(THE_PROGRAM, Wanted("banners"), rows)
        assert follower.follow() == 1_000
        took.append(time.monotonic() - began)
    print(f"1,000 entries written and seen in {', '.join(f'{each:.2f}' for each in took)} s")
    assert min(took) < within()
    assert len(follower.known) == 20_000


def test_of_two_writers_at_once_nothing_is_missed(make_list: MakeList) -> None:
    """The one who begins first ends last: by ids alone its rows would be missed."""
    slow, quick = make_list("slow", [1]), make_list("quick", [2])
    follower = Follower()
    began, may_end = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with acting_as(THE_PROGRAM), changing(slow.pk) as change:
            add(slow, change, 10)
            began.set()
            assert may_end.wait(30)
        connections.close_all()

    writer = threading.Thread(target=write_slowly)
    writer.start()
    assert began.wait(30)
    make_list("quick", [20])
    assert follower.follow() == 1
    assert set(follower.known.values()) == {fingerprint(n) for n in (1, 2, 20)}
    may_end.set()
    writer.join(30)
    assert follower.follow() == 1
    assert fingerprint(10) in follower.known.values()
    ids = list(ListChange.objects.order_by("number").values_list("list", "pk")[2:])
    assert [of for of, _id in ids] == [quick.pk, slow.pk]
    assert ids[0][1] > ids[1][1]


def test_many_writers_and_a_reader_that_never_rests(make_list: MakeList) -> None:
    lists = [make_list(f"list-{number}", []) for number in range(3)]
    follower = Follower()
    writers = [
        threading.Thread(target=write_often, args=(of, range(n * 100, n * 100 + 40)))
        for n, of in enumerate(lists)
    ]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        follower.follow()
    follower.follow()
    assert set(follower.known) == set(HashEntry.objects.values_list("pk", flat=True))
    assert len(follower.known) == 120
    numbers = list(ListChange.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def write_often(of: HashList, numbers: range) -> None:
    for number in numbers:
        with acting_as(THE_PROGRAM), changing(of.pk) as change:
            add(of, change, number)
    connections.close_all()


def add(of: HashList, change: int, number: int) -> None:
    HashEntry.objects.create(
        list=of, type="pdq", value=fingerprint(number), added_at=of.made_at, change=change
    )


def test_the_lock_is_not_held_while_an_import_goes_on(make_list: MakeList) -> None:
    """Another's change goes through while a file is still being read."""
    make_list("quick", [1])
    number = latest()

    def rows() -> list[ListEntry]:
        other = threading.Thread(target=lambda: (make_list("quick", [2]), connections.close_all()))
        other.start()
        other.join(30)
        assert not other.is_alive()
        return entries([fingerprint(3)])

    take_in(THE_PROGRAM, Wanted("slow"), (row for step in [rows] for row in step()))
    assert [each.signal.value for each in changed_since(number).entries] == [
        fingerprint(2), fingerprint(3),
    ]  # fmt: skip


def test_an_import_that_fails_leaves_nothing_and_waits_for_nothing(make_list: MakeList) -> None:
    make_list("banners", [1])
    number = latest()

    def broken() -> Iterator[ListEntry]:
        yield from entries(map(fingerprint, range(2, 12_000)))
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        take_in(THE_PROGRAM, Wanted("banners", source="new"), broken())
    assert HashEntry.objects.get().pk == entry(1).pk
    assert (latest(), HashList.objects.get().source) == (number, "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM lists_incoming")
        assert cursor.fetchone() == (0,)
