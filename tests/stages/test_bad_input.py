"""What the outside throws at a day: each piece says what is wrong, the others go their way."""

import pytest

from actionday import pipeline
from actionday.cases.models import Item
from actionday.edge import fetch
from actionday.edge.fetch import Fetcher
from actionday.edge.storage import store
from actionday.ledger.models import Entry
from actionday.stages import capture
from actionday.tenancy.acting import THE_PROGRAM
from tests.people import Person
from tests.stages.test_flow import submit
from tests.standin import work


@pytest.fixture
def impatient(plaza_day: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give up after one second: the platform that never answers shall not hold up the tests."""
    monkeypatch.setattr(capture, "PAGE_S", 1)
    return plaza_day


@pytest.mark.parametrize("page", ["silent", "error", "circle", "flood"])
def test_a_page_that_cannot_be_got_is_named_and_waits_for_a_hand(
    page: str, impatient: str, world_pieces: dict[str, list[str]], alice: Person
) -> None:
    good = impatient + world_pieces["image"][0]
    submit(alice, f"{impatient}/hostile/{page}", good)
    last_try()
    bad = Item.objects.get(canonical_url__contains="hostile")
    assert bad.state == "uncaptured"
    assert bad.trouble
    assert Item.objects.get(canonical_url=good).state == "matched"
    assert Entry.objects.filter(subject=bad.subject, event="item.uncaptured").count() == 1


def last_try() -> None:
    """Capture each piece as a job does at its last try, then let the worker go on."""
    for item in Item.objects.filter(state="submitted").values_list("pk", flat=True):
        pipeline.step(capture, THE_PROGRAM, item, True)
    work()


@pytest.mark.parametrize("name", ["text.mp4", "empty.jpg", "bomb.png"])
def test_media_that_cannot_be_opened_is_named_and_the_piece_can_still_be_judged(
    name: str, plaza_day: str, alice: Person
) -> None:
    submit(alice, f"{plaza_day}/hostile/{name}")
    work()
    item = Item.objects.get()
    assert (item.state, item.seat) == ("matched", "first")
    assert item.trouble
    assert not item.fingerprints.filter(type__in=["pdq", "vpdq"]).exists()


def test_a_clip_of_ten_gigabytes_is_refused_before_it_is_read(
    plaza_day: str, alice: Person
) -> None:
    submit(alice, f"{plaza_day}/hostile/flood.mp4")
    work()
    item = Item.objects.get()
    assert item.capture.media_error
    assert item.capture.media_file() is None
    assert item.state == "matched"


def test_without_the_exception_nothing_of_this_machine_is_fetched(
    plaza_day: str, world_pieces: dict[str, list[str]], alice: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    submit(alice, plaza_day + world_pieces["image"][0])
    bare = Fetcher("test", {})
    monkeypatch.setattr("actionday.stages.capture.fetcher", lambda: bare)
    last_try()
    assert Item.objects.get().state == "uncaptured"
    assert fetch.fetcher() is not bare


def test_what_may_pass_is_tried_again_and_then_waits_for_a_hand(
    plaza_day: str, alice: Person
) -> None:
    submit(alice, f"{plaza_day}/hostile/error")
    work()
    assert Item.objects.get().state == "submitted"  # it waits for its next try
    work(later=True)
    item = Item.objects.get()
    assert (item.state, item.trouble) == ("uncaptured", "The platform answered 500.")


def test_a_person_can_have_it_tried_again(
    plaza_day: str, world_pieces: dict[str, list[str]], alice: Person
) -> None:
    submit(alice, plaza_day + world_pieces["image"][0])
    Item.objects.update(state="uncaptured", trouble="The platform answered 500.")
    pipeline.retry_capture(alice.actor, Item.objects.get().pk)
    work()
    assert (Item.objects.get().state, Item.objects.get().trouble) == ("matched", "")
    pipeline.retry_capture(alice.actor, Item.objects.get().pk)  # nothing is left to try
    assert Entry.objects.filter(event="capture.retried").count() == 1


def test_a_stage_that_breaks_says_so_on_the_piece_and_leaves_nothing_half_done(
    plaza_day: str, world_pieces: dict[str, list[str]], alice: Person
) -> None:
    submit(alice, plaza_day + world_pieces["image"][0])
    item = Item.objects.get()
    pipeline.step(capture, THE_PROGRAM, item.pk, True)
    store().path(item.capture.media_file()["sha256"]).unlink()  # the evidence is gone
    work(later=True)
    item.refresh_from_db()
    assert item.state == "captured"
    assert "fingerprint" in item.trouble
    assert not item.fingerprints.exists()
