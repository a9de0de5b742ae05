"""Who may see and change which list: the database's answer, as the serving role."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError

from actionday.lists.flood import go_on
from actionday.lists.following import changed_since, latest, matchable, told
from actionday.lists.models import HashEntry, HashList, ListChange, Opinion
from actionday.lists.naming import ListRefused
from actionday.lists.opinions import Opinions, give_opinion, opinions_of
from actionday.lists.publishing import changing
from actionday.tenancy.acting import Actor, acting_as
from actionday.tenancy.models import Platform, Role, Unit
from tests.lists.conftest import MakeList, entry
from tests.people import Person, person
from tests.serving import as_nobody

LABELS = ("clear", "green", "amber", "amber+strict", "red")
Seen = Callable[[Actor], set[str]]


@pytest.fixture
def lists(make_list: MakeList, units: dict[str, Unit], plaza: Platform) -> dict[str, HashList]:
    """Return lists of everybody, and of the house with each label; each has one entry."""
    owned = [("of ES", "ES", "red"), ("of FR", "FR", "clear"), ("of plaza", "plaza", "green")]
    owned += [(f"house {label}", "house", label) for label in LABELS]
    return {
        name: make_list(list_name(name), [number], owner=owner, tlp=label, label=name)
        for number, (name, owner, label) in enumerate(owned)
    }


def list_name(label: str) -> str:
    return label.replace(" ", "-").replace("+", "-")


def seen(actor: Actor) -> set[str]:
    """Return the labels of the entries that the actor sees."""
    with acting_as(actor):
        return set(HashEntry.objects.values_list("label", flat=True))


def seen_lists(actor: Actor) -> set[str]:
    with acting_as(actor):
        assert set(ListChange.objects.values_list("list", flat=True)) <= set(
            HashList.objects.values_list("pk", flat=True)
        )
        return set(HashList.objects.values_list("name", flat=True))


SHARED = {"house clear", "house green", "house amber"}


def test_a_unit_sees_its_own_and_what_the_house_shares(
    lists: dict[str, HashList], alice: Person, units: dict[str, Unit]
) -> None:
    for actor in (alice.actor, Actor(unit=units["ES"].pk)):
        assert seen(actor) == {"of ES"} | SHARED
        assert seen_lists(actor) == {list_name(name) for name in {"of ES"} | SHARED}


def test_another_unit_and_one_of_no_day_see_theirs(
    lists: dict[str, HashList], bob: Person, charlie: Person
) -> None:
    assert seen(bob.actor) == {"of FR"} | SHARED
    assert seen(charlie.actor) == SHARED


def test_a_platform_sees_its_own_and_what_the_house_shares(
    lists: dict[str, HashList], paula: Person, quentin: Person
) -> None:
    assert seen(paula.actor) == {"of plaza"} | SHARED
    assert seen(quentin.actor) == SHARED


def test_an_auditor_reads_all_but_what_is_red_and_changes_nothing(
    lists: dict[str, HashList], make_list: MakeList
) -> None:
    make_list("of-ES", [90], owner="ES", tlp="red", label="green of ES")
    HashEntry.objects.filter(label="green of ES").update(tlp="green", change=99)
    aude = person("aude", Role.AUDITOR).actor
    all_but_red = SHARED | {"of FR", "of plaza", "house amber+strict", "green of ES"}
    assert seen(aude) == all_but_red
    with acting_as(aude):
        assert HashList.objects.count() == len(lists)
        assert HashEntry.objects.update(label="mine", change=100) == 0
        assert HashList.objects.update(source="mine") == 0


def test_an_administrator_and_nobody_see_none(lists: dict[str, HashList]) -> None:
    adam = person("adam", Role.ADMINISTRATOR).actor
    assert (seen(adam), seen_lists(adam)) == (set(), set())
    with as_nobody():
        assert not HashList.objects.exists()
        assert not HashEntry.objects.exists()
        assert not ListChange.objects.exists()
        assert list(matchable()) == []


def test_an_entry_may_be_stricter_than_its_list(
    make_list: MakeList, alice: Person, units: dict[str, Unit]
) -> None:
    make_list("house", [1], label="free")
    make_list("house", [2], label="kept", tlp="green")
    HashEntry.objects.filter(label="kept").update(tlp="red", change=99)
    assert seen(alice.actor) == {"free"}
    ids = dict(HashEntry.objects.values_list("label", "pk"))
    with acting_as(alice.actor):
        assert {each.label for each in told(ids.values()).values()} == {"free"}
    assert set(told(ids.values())) == set(ids.values())


def test_the_lead_keeps_the_units_list_and_nobody_else_does(
    lists: dict[str, HashList], alice: Person, bob: Person, units: dict[str, Unit]
) -> None:
    elena = person("elena", Role.UNIT_LEAD, units["ES"]).actor
    fred = person("fred", Role.UNIT_LEAD, units["FR"]).actor
    of_es = lists["of ES"].pk
    for actor, changed in ((alice.actor, 0), (bob.actor, 0), (fred, 0), (elena, 1)):
        with acting_as(actor):
            assert HashList.objects.filter(pk=of_es).update(source="mine") == changed
            rows = HashEntry.objects.filter(list=of_es)
            assert rows.update(label="mine", change=1000 + (actor.member or 0)) == changed


@pytest.mark.parametrize("which", ["of ES", "house clear"])
def test_the_database_refuses_an_entry_a_change_or_a_list_of_anothers(
    which: str, lists: dict[str, HashList], units: dict[str, Unit]
) -> None:
    fred = person("fred", Role.UNIT_LEAD, units["FR"]).actor
    of = lists[which].pk
    forged = [
        HashEntry(list_id=of, type="pdq", value="0" * 64, added_at=lists[which].made_at, change=9),
        HashList(name="forged", unit_id=lists[which].unit_id),
    ]
    for row in forged:
        with pytest.raises(DatabaseError, match="row-level security"), acting_as(fred):
            row.save(force_insert=True)
    with (
        pytest.raises(DatabaseError, match="not a list of the actor"),
        acting_as(fred),
        changing(of),
    ):
        pass
    with acting_as(fred), changing(lists["of FR"].pk):
        HashEntry.objects.filter(label="of FR").update(label="kept", change=5000)


def test_nothing_is_deleted_even_by_the_program(lists: dict[str, HashList]) -> None:
    with pytest.raises(DatabaseError, match="withdrawn, not deleted"):
        HashEntry.objects.all()._raw_delete("default")
    with pytest.raises(DatabaseError, match="only with a new change"):
        HashEntry.objects.update(label="mine")


def test_a_list_has_its_name_once_an_owner(lists: dict[str, HashList]) -> None:
    with pytest.raises(DatabaseError, match="list_name_once_an_owner"):
        HashList.objects.create(name="house-red")


def test_an_opinion_is_given_once_may_change_and_is_counted_for_all(
    lists: dict[str, HashList], alice: Person, bob: Person, paula: Person
) -> None:
    shared = entry(3)
    assert shared.label == "house clear"
    for who, agrees in ((alice, True), (bob, True), (paula, False), (bob, False)):
        give_opinion(who.actor, shared.pk, agrees)
    for who in (alice, bob, paula):
        with acting_as(who.actor):
            assert opinions_of([shared.pk]) == {shared.pk: Opinions(agree=1, disagree=2)}
            assert Opinion.objects.get().member_id == who.member.pk
    with acting_as(alice.actor):
        assert Opinion.objects.filter(member=bob.member).update(agrees=True) == 0


def test_the_owner_hears_who_said_what(
    make_list: MakeList, alice: Person, units: dict[str, Unit]
) -> None:
    make_list("of-ES", [1], owner="ES")
    give_opinion(alice.actor, entry(1).pk, False)
    elena = person("elena", Role.UNIT_LEAD, units["ES"]).actor
    with acting_as(elena):
        assert Opinion.objects.get().member_id == alice.member.pk


def test_there_is_no_opinion_on_what_one_may_not_see(
    lists: dict[str, HashList], bob: Person, units: dict[str, Unit]
) -> None:
    red = entry(0)
    for actor in (bob.actor, Actor(unit=units["ES"].pk)):
        with pytest.raises(ListRefused, match="no such entry"):
            give_opinion(actor, red.pk, True)
    with pytest.raises(DatabaseError, match="row-level security"), acting_as(bob.actor):
        Opinion.objects.create(
            entry_id=red.pk, member_id=bob.member.pk, agrees=True, at=red.added_at
        )


def test_only_who_keeps_a_list_lets_its_entries_go_on(
    make_list: MakeList, alice: Person, units: dict[str, Unit]
) -> None:
    make_list("of-ES", [1], owner="ES")
    HashEntry.objects.update(suspended_at="2026-11-24T00:00Z", change=99)
    number = latest()
    with pytest.raises(DatabaseError, match="not a list of the actor"):
        go_on(alice.actor, [entry(1).pk])
    elena = person("elena", Role.UNIT_LEAD, units["ES"]).actor
    assert go_on(elena, [entry(1).pk]) == 1
    assert [each.matchable for each in changed_since(number).entries] == [True]
