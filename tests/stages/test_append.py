"""Appending: the database makes the same leaves as the code that checks them."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, connections

from actionday.cases.models import ActionDay
from actionday.ledger.entry import commitment, leaf_hash, time_text
from actionday.ledger.log import Event, append, lines
from actionday.ledger.models import Entry
from actionday.tenancy.acting import THE_PROGRAM, acting_as


def add(log: int, *names: str) -> None:
    with acting_as(THE_PROGRAM):
        append(log, [Event("a.b_c", "0" * 32, {"name": name}) for name in names])


def test_the_leaf_is_the_one_that_everybody_else_computes(day: ActionDay) -> None:
    add(day.log_id, "ä\n\"'%s", "漢字 🙂")
    for entry in Entry.objects.filter(log=day.log_id):
        leaf = (entry.index, time_text(entry.time), entry.event, entry.subject, entry.commit)
        assert bytes(entry.leaf_hash) == leaf_hash(*leaf)
        assert entry.commit == commitment(entry.fields)
    assert len(list(lines(day.log, 10))) == 3


def test_many_writers_leave_no_gap(day: ActionDay) -> None:
    def write(number: int) -> None:
        for n in range(20):
            add(day.log_id, f"{number}.{n}", "twin")
        connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    indexes = list(Entry.objects.filter(log=day.log_id).values_list("index", flat=True))
    assert sorted(indexes) == list(range(1 + 8 * 20 * 2))


@pytest.mark.parametrize(
    "change", ["UPDATE ledger_entry SET event = 'x.y'", "DELETE FROM ledger_entry"]
)
def test_who_serves_can_change_no_entry(day: ActionDay, change: str) -> None:
    before = hashlib.sha256(repr(list(lines(day.log, 10))).encode()).hexdigest()
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(change)
    after = hashlib.sha256(repr(list(lines(day.log, 10))).encode()).hexdigest()
    assert before == after
