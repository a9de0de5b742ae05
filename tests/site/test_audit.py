"""The auditor reads every log, looks into a piece with a logged reason, and changes nothing."""

import pytest

from actionday.cases.models import ActionDay, Capture, Item
from actionday.edge.storage import store
from actionday.ledger.models import Entry
from actionday.tenancy.models import Role
from tests.people import Person, person
from tests.pieces import MakePiece
from tests.site.conftest import Visit


@pytest.fixture
def aude(day: ActionDay) -> Person:
    return person("aude", Role.AUDITOR)


@pytest.fixture
def kept(make_piece: MakePiece) -> Item:
    item = make_piece()
    picture = store().put_bytes(b"\xff\xd8 a picture")
    Capture.objects.create(
        item=item, at=item.submitted_at, final_url=item.canonical_url, chain=[], files=[],
        text="What the post says.", derivatives={"poster.jpg": picture},
    )  # fmt: skip
    return item


def test_the_first_page_of_an_auditor_is_the_list_of_days(visit: Visit, aude: Person) -> None:
    assert visit(aude).get("/").headers["Location"] == "/audit/"
    assert "Trial day" in visit(aude).get("/audit/").content.decode()


def test_every_entry_is_read_also_of_the_restricted_log(
    kept: Item, visit: Visit, aude: Person
) -> None:
    text = visit(aude).get("/audit/trial/").content.decode()
    assert "item.submitted" in text
    assert "day.opened" in text
    assert "No entry here yet" in visit(aude).get("/audit/trial/?log=restricted").content.decode()


def test_a_piece_is_closed_until_a_reason_is_given_and_the_reason_is_logged(
    kept: Item, visit: Visit, aude: Person, day: ActionDay
) -> None:
    client, path = visit(aude), f"/audit/trial/pieces/{kept.pk}/"
    closed = client.get(path).content.decode()
    assert "Why do you look" in closed
    assert "What the post says." not in closed
    assert client.get(f"/media/{kept.pk}/poster.jpg").status_code == 404
    assert client.post(path, {"reason": "  "}).status_code == 422
    assert client.post(path, {"reason": "Complaint 12."}).status_code == 302
    assert "What the post says." in client.get(path).content.decode()
    assert client.get(f"/media/{kept.pk}/poster.jpg").status_code == 200
    entry = Entry.objects.get(log=day.restricted_log, event="item.consulted")
    assert entry.fields["private"]["value"]["reason"] == "Complaint 12."
    assert entry.subject == kept.subject


def test_a_look_ends_and_is_ones_own(kept: Item, visit: Visit, aude: Person) -> None:
    path = f"/audit/trial/pieces/{kept.pk}/"
    visit(aude).post(path, {"reason": "Complaint 12."})
    other = person("ottoline", Role.AUDITOR)
    assert "Why do you look" in visit(other).get(path).content.decode()
    kept.consultations.update(until=kept.submitted_at)
    assert "Why do you look" in visit(aude).get(path).content.decode()
    assert visit(aude).get(f"/media/{kept.pk}/poster.jpg").status_code == 404
