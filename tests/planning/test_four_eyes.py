"""A share of second views, drawn by subject; and what a day asks of a view."""

from typing import Any

import pytest

from actionday.cases.models import ActionDay, Assessment, Item
from tests.api.test_assessment import KEEP, REFER, judge
from tests.people import Person
from tests.pieces import MakePiece
from tests.running import Client

IN_DRAW, NOT_DRAWN = "0" * 32, "00000063" + "0" * 24
"""Of 100: the first is drawn for any share, the second (99) only where everything is."""


def with_subject(make_piece: MakePiece, subject: str) -> Item:
    piece = make_piece()
    Item.objects.filter(pk=piece.pk).update(subject=subject)
    return piece


@pytest.mark.parametrize(
    ("subject", "percent", "view", "state"),
    [
        (NOT_DRAWN, 30, REFER, "referred"),
        (NOT_DRAWN, 30, KEEP, "not_referred"),
        (NOT_DRAWN, 30, KEEP | {"verdict": "unsure"}, "matched"),
        (NOT_DRAWN, 30, KEEP | {"verdict": "escalate"}, "matched"),
        (NOT_DRAWN, 100, REFER, "matched"),
        (IN_DRAW, 30, REFER, "matched"),
        (IN_DRAW, 0, REFER, "referred"),
    ],
)
def test_only_what_is_drawn_gets_a_second_view(
    *, subject: str, percent: int, view: dict[str, Any], state: str,
    alice: Person, make_piece: MakePiece, client: Client,
) -> None:  # fmt: skip
    ActionDay.objects.update(four_eyes_percent=percent)
    piece = with_subject(make_piece, subject)
    assert judge(client(alice), view).json()["state"] == state
    piece.refresh_from_db()
    assert piece.seat == ("second" if state == "matched" else "")


def test_unsure_then_agreed_is_settled_by_a_third(
    alice: Person, bob: Person, dora: Person, make_piece: MakePiece, client: Client
) -> None:
    ActionDay.objects.update(four_eyes_percent=0)
    with_subject(make_piece, NOT_DRAWN)
    judge(client(alice), KEEP | {"verdict": "unsure"})
    assert judge(client(bob), REFER).json()["state"] == "matched"
    assert judge(client(dora), REFER).json()["state"] == "referred"


@pytest.mark.parametrize(
    ("asked", "lack"),
    [
        ("ideology", {"ideology": None}),
        ("refers_to", {"refers_to": []}),
        ("language", {"language": None}),
    ],
)
def test_a_view_that_lacks_what_the_day_asks_is_refused_and_names_it(
    asked: str, lack: dict[str, Any], alice: Person, make_piece: MakePiece, client: Client
) -> None:
    make_piece()
    ActionDay.objects.update(asked=[asked])
    answer = judge(client(alice), REFER | {"language": "es"} | lack)
    assert (answer.status_code, asked in answer.json()["detail"]) == (422, True)
    assert not Assessment.objects.exists()
    assert judge(client(alice), REFER | {"language": "es"}).status_code == 200


def test_what_is_not_asked_may_be_left_out(
    alice: Person, make_piece: MakePiece, client: Client
) -> None:
    make_piece()
    view = {key: value for key, value in REFER.items() if key not in ("ideology", "refers_to")}
    assert judge(client(alice), view).status_code == 200
