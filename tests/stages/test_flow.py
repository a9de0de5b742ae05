"""Pieces on their way: from a find to a first view, with a real platform and real media."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from actionday import pipeline
from actionday.cases.models import ActionDay, Item
from actionday.ledger.models import Entry
from actionday.rehearsal.world import plan
from actionday.stages import Done, capture, fingerprint, intake, match
from actionday.stages.intake import Find
from actionday.tenancy.acting import THE_PROGRAM
from tests.people import Person
from tests.standin import work


def submit(who: Person, *urls: str) -> list[dict[str, str]]:
    done = pipeline.step(intake, who.actor, "trial", [Find(url) for url in urls])
    assert done is not None
    return list(done.answer)


def events(item: Item) -> list[str]:
    rows = Entry.objects.filter(subject=item.subject).order_by("index")
    return list(rows.values_list("event", flat=True))


@pytest.mark.parametrize("kind", ["video", "image", "text", "account"])
def test_a_piece_of_each_kind_comes_to_its_first_view(
    kind: str, plaza_day: str, world_pieces: dict[str, list[str]], alice: Person
) -> None:
    submit(alice, plaza_day + world_pieces[kind][0])
    work()
    item = Item.objects.get()
    assert (item.state, item.seat, item.trouble, item.kind) == ("matched", "first", "", kind)
    assert item.title
    assert events(item) == [
        "item.submitted", "item.captured", "item.fingerprinted", "item.matched",
    ]  # fmt: skip
    types = set(item.fingerprints.values_list("type", flat=True))
    wanted = {"video": {"vpdq", "sha256"}, "image": {"pdq", "sha256"}}
    wanted["text"] = {"minhash", "tlsh", "sha256"}
    assert types == wanted.get(kind, set())


def test_running_any_step_twice_changes_nothing(
    plaza_day: str, world_pieces: dict[str, list[str]], alice: Person
) -> None:
    submit(alice, plaza_day + world_pieces["video"][0])
    item = Item.objects.get()
    for stage in (capture, fingerprint, match):
        assert pipeline.step(stage, THE_PROGRAM, item.pk) is not None
        before = Entry.objects.count()
        assert pipeline.step(stage, THE_PROGRAM, item.pk) is None
        assert Entry.objects.count() == before
    work()  # the jobs that the steps above have queued find nothing left to do
    assert len(events(item)) == 4


def test_a_short_link_merges_with_the_piece_that_it_names(
    plaza_day: str, alice: Person, bob: Person, day: ActionDay
) -> None:
    world = plan(1, 40, 3)
    find = next(each for each in world.finds if "/s/" in each.path)
    piece = world.by_id[find.piece]
    short, long = plaza_day + find.path, plaza_day + piece.path
    (first,) = submit(alice, short)
    assert (first["status"], first["unresolved"]) == ("new", True)
    submit(bob, long)
    work()
    merged, kept = Item.objects.get(pk=first["item"]), Item.objects.get(merged_into=None)
    assert (merged.state, merged.merged_into) == ("merged", kept)
    assert sorted(s.unit.code for s in kept.sightings.all()) == ["ES", "FR"]
    assert Entry.objects.filter(event="item.merged", subject=merged.subject).count() == 1


def test_a_short_link_that_names_a_new_piece_becomes_it(plaza_day: str, alice: Person) -> None:
    world = plan(1, 40, 3)
    find = next(each for each in world.finds if "/s/" in each.path)
    piece = world.by_id[find.piece]
    submit(alice, plaza_day + find.path)
    work()
    item = Item.objects.get()
    assert (item.unresolved, item.state) == (False, "matched")
    assert item.canonical_url == plaza_day + piece.path
    (again,) = submit(alice, plaza_day + piece.path)
    assert again["status"] == "known"


def test_copies_become_one_family(plaza_day: str, alice: Person) -> None:
    pieces = [piece for piece in plan(1, 40, 3).pieces if piece.kind in ("video", "image")]
    submit(alice, *[plaza_day + piece.path for piece in pieces])
    work()
    found: dict[int, set[int]] = {}
    for piece in pieces:
        item = Item.objects.get(canonical_url=plaza_day + piece.path)
        found.setdefault(hash(piece.family), set()).add(item.family_id)
    assert all(len(families) == 1 for families in found.values())
    assert len({next(iter(families)) for families in found.values()}) == len(found)


def test_a_find_does_not_wait_for_a_step_on_the_same_piece(
    plaza_day: str, world_pieces: dict[str, list[str]], alice: Person, bob: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    url = plaza_day + world_pieces["image"][0]
    submit(alice, url)
    writing, go_on = threading.Event(), threading.Event()
    commit = pipeline.commit

    def slow(done: Done) -> None:
        if threading.current_thread() is not threading.main_thread():
            writing.set()
            assert go_on.wait(20)
        commit(done)

    def capture_slowly() -> None:
        pipeline.step(capture, THE_PROGRAM, Item.objects.get().pk)
        connections.close_all()

    monkeypatch.setattr(pipeline, "commit", slow)
    with ThreadPoolExecutor(2) as pool:
        step = pool.submit(capture_slowly)
        assert writing.wait(20)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '3s'")
        (answer,) = submit(bob, url)
        go_on.set()
        step.result()
    assert answer["status"] == "known"
