"""Media handed in where the server cannot fetch, and pieces that turn out to be others."""

import io

import pytest
from PIL import Image

from actionday.cases.models import Capture, Item
from actionday.ledger.models import Entry
from tests.people import Person
from tests.pieces import MakePiece
from tests.running import Client
from tests.standin import work


@pytest.fixture
def picture() -> bytes:
    """A real JPEG."""
    buffer = io.BytesIO()
    Image.effect_mandelbrot((320, 240), (-2, -1.5, 1, 1.5), 60).save(buffer, "JPEG")
    return buffer.getvalue()


def test_an_uncaptured_piece_gets_its_media_from_a_person(
    alice: Person, make_piece: MakePiece, picture: bytes, client: Client
) -> None:
    piece = make_piece(state="uncaptured", seat="")
    answer = client(alice).post(
        f"/days/trial/items/{piece.pk}/media", files={"media": ("found.jpg", picture, "image/jpeg")}
    )
    assert answer.status_code == 200, answer.text
    work()
    piece.refresh_from_db()
    assert (piece.state, piece.seat) == ("matched", "first")
    assert piece.fingerprints.filter(type="pdq").count() == 1
    assert Capture.objects.get(item=piece).media_file()["supplied"] is True
    assert Entry.objects.filter(subject=piece.subject, event="item.captured").count() == 1


def test_an_empty_file_is_refused(alice: Person, make_piece: MakePiece, client: Client) -> None:
    piece = make_piece(state="uncaptured", seat="")
    answer = client(alice).post(
        f"/days/trial/items/{piece.pk}/media", files={"media": ("a.jpg", b"", "image/jpeg")}
    )
    assert answer.status_code == 422
    assert Item.objects.get().state == "uncaptured"


def test_a_piece_that_was_assessed_keeps_its_media(
    alice: Person, make_piece: MakePiece, picture: bytes, client: Client
) -> None:
    piece = make_piece(state="sent", seat="")
    answer = client(alice).post(
        f"/days/trial/items/{piece.pk}/media", files={"media": ("a.jpg", picture, "image/jpeg")}
    )
    assert answer.status_code == 409


def test_another_days_unit_cannot_supply(
    charlie: Person, make_piece: MakePiece, picture: bytes, client: Client
) -> None:
    piece = make_piece(state="uncaptured", seat="")
    answer = client(charlie).post(
        f"/days/trial/items/{piece.pk}/media", files={"media": ("a.jpg", picture, "image/jpeg")}
    )
    assert answer.status_code == 404


def test_the_answer_new_is_corrected_once_the_piece_is_known_to_be_another(
    alice: Person, make_piece: MakePiece, client: Client
) -> None:
    kept, merged = make_piece(), make_piece()
    http = client(alice)
    assert http.get(f"/days/trial/items/{merged.pk}").json()["status"] == "new"
    Item.objects.filter(pk=merged.pk).update(state="merged", seat="", merged_into=kept)
    answer = http.get(f"/days/trial/items/{merged.pk}").json()
    assert (answer["status"], answer["merged_into"]) == ("known", str(kept.pk))
