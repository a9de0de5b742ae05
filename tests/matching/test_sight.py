"""Whoever asks, the memory tells of exactly the entries that the database would."""

import itertools

from actionday.lists.following import told
from actionday.lists.memory import Memory
from actionday.lists.models import HashEntry
from actionday.media.codes import codes_of
from actionday.tenancy.acting import Actor, acting_as
from actionday.tenancy.models import Platform, Unit
from tests.matching.conftest import entry, hashed, put
from tests.people import Person

LABELS = ("clear", "green", "amber", "amber+strict", "red")


def test_everybody_is_told_of_what_the_database_would_tell_them(
    memory: Memory, alice: Person, bob: Person, cora: Person, charlie: Person, paula: Person,
    quentin: Person, units: dict[str, Unit], plaza: Platform,
) -> None:  # fmt: skip
    numbers = itertools.count()
    for of, tlp in itertools.product(("house", "ES", "plaza"), LABELS):
        rows = [entry(hashed(next(numbers)), tlp=own) for own in ("", *LABELS)]
        put(f"{of}-{tlp.replace('+', '-')}", *rows, owner=of, tlp=tlp)
    entries = dict(HashEntry.objects.values_list("pk", "value"))
    assert len(entries) == 90
    machines = [Actor(unit=units["ES"].pk), Actor(unit=units["DK"].pk), Actor(platform=plaza.pk)]
    seen_by = {}
    for who in [alice, bob, cora, charlie, paula, quentin]:
        seen_by[who.member.name] = who.actor
    for nth, actor in enumerate([*machines, *seen_by.values()]):
        hits = memory.search(actor, codes_of(list(entries.values())), 0)
        with acting_as(actor):
            expected = set(told(list(entries)))
        assert set(hits.entry.tolist()) == expected, nth
        assert 12 <= len(expected) < 90
