"""What pages say: the board's numbers, the list's filters, the report, the headers."""

import re
import time

import pytest
from django.test import override_settings

from actionday.cases.models import ActionDay, Item
from actionday.web import sizes
from tests.people import Person
from tests.pieces import MakePiece
from tests.site.conftest import Visit, content_of


def test_a_board_that_has_not_changed_answers_304(
    make_piece: MakePiece, visit: Visit, alice: Person
) -> None:
    client = visit(alice)
    first = client.get("/days/trial/board/live/")
    again = client.get("/days/trial/board/live/", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    make_piece()
    time.sleep(sizes.FRESH_S + 1)
    moved = client.get("/days/trial/board/live/", headers={"If-None-Match": first.headers["ETag"]})
    assert moved.status_code == 200
    assert "<b>1</b><span>Pieces</span>" in moved.content.decode()


def test_what_needs_a_person_stands_on_the_board(
    make_piece: MakePiece, visit: Visit, alice: Person
) -> None:
    make_piece(state="uncaptured", seat="")
    text = visit(alice).get("/days/trial/").content.decode()
    assert "A piece was not captured" in text
    assert "/days/trial/pieces/?state=uncaptured" in text


def test_an_empty_day_says_what_to_do_next(visit: Visit, alice: Person, day: ActionDay) -> None:
    assert "no find has come in yet" in visit(alice).get("/days/trial/").content.decode()
    assert "No find has come in yet" in visit(alice).get("/days/trial/pieces/").content.decode()
    ActionDay.objects.filter(pk=day.pk).update(state="planned", opened_at=None)
    assert "This day is planned." in visit(alice).get("/days/trial/").content.decode()
    assert "There is no report yet" in visit(alice).get("/days/trial/report/").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 3), ("?state=uncaptured", 1), ("?unit=ES", 3), ("?unit=FR", 0), ("?kind=video", 3),
     ("?q=/v/2", 1), ("?state=nothing", 0), ("?q=%25", 0), ("?after=rubbish", 3)],
)  # fmt: skip
def test_the_filters_of_the_list_live_in_its_address(
    query: str, found: int, make_piece: MakePiece, visit: Visit, alice: Person
) -> None:
    make_piece(), make_piece(), make_piece(state="uncaptured", seat="")
    text = visit(alice).get(f"/days/trial/pieces/{query}").content.decode()
    assert text.count("data-row") == found


def test_paging_shows_each_piece_once_forth_and_back(
    make_piece: MakePiece, visit: Visit, alice: Person
) -> None:
    made = {str(make_piece().pk) for _ in range(45)}
    client = visit(alice)
    pages, path = [], "/days/trial/pieces/"
    while path:
        text = client.get(path).content.decode()
        pages.append(re.findall(r'class="row" href="/days/trial/pieces/([^/]+)/"', text))
        older = re.search(r'href="\?([^"]*after=[^"]+)"', text)
        path = f"/days/trial/pieces/?{older[1]}" if older else ""
    assert [len(page) for page in pages] == [20, 20, 5]
    assert {pk for page in pages for pk in page} == made
    newer = re.search(r'href="\?([^"]*before=[^"]+)"', text)
    assert newer
    back = client.get(f"/days/trial/pieces/?{newer[1]}").content.decode()
    assert re.findall(r'class="row" href="/days/trial/pieces/([^/]+)/"', back) == pages[1]


def test_trying_a_capture_again_queues_it(
    make_piece: MakePiece, visit: Visit, alice: Person, charlie: Person
) -> None:
    item = make_piece(state="uncaptured", seat="")
    path = f"/days/trial/pieces/{item.pk}/retry/"
    assert visit(charlie).post(path).status_code == 404
    assert visit(alice).post(path).status_code == 302
    assert Item.objects.get(pk=item.pk).state == "submitted"


@pytest.mark.parametrize(
    "name", ["report.json", "report.csv", "report.pdf", "report.html", "checkpoint"]
)
def test_the_files_of_the_report_can_be_had(
    name: str, make_piece: MakePiece, visit: Visit, alice: Person
) -> None:
    make_piece()
    answer = visit(alice).get(f"/days/trial/report/{name}")
    assert answer.status_code == 200
    assert len(content_of(answer)) > 100
    assert visit(alice).get("/days/trial/report/other.txt").status_code == 404


def test_the_report_stands_on_its_page(make_piece: MakePiece, visit: Visit, alice: Person) -> None:
    make_piece()
    text = visit(alice).get("/days/trial/report/").content.decode()
    assert '<article class="report"' in text
    assert "Every figure, and what it counts" in text


@override_settings(DEMO=True)
def test_in_the_demo_one_click_signs_in_and_the_password_is_in_no_page(
    visit: Visit, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTIONDAY_DEMO_PASSWORD", "correct horse battery")
    client = visit(None)
    page = client.get("/sign-in/").content.decode()
    assert "alice@example.org" in page
    assert "correct horse" not in page
    answer = client.post("/sign-in/", {"as": "alice@example.org"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert client.get("/days/trial/").status_code == 200


def test_outside_of_the_demo_no_login_is_listed_or_opened(
    visit: Visit, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTIONDAY_DEMO_PASSWORD", "correct horse battery")
    client = visit(None)
    assert "alice@" not in client.get("/sign-in/").content.decode()
    assert client.post("/sign-in/", {"as": "alice@example.org"}).status_code == 200
    assert client.get("/days/trial/").status_code == 302


def test_every_answer_has_the_headers(visit: Visit, alice: Person) -> None:
    for path in ("/sign-in/", "/days/trial/", "/livez", "/api/v1/openapi.json", "/nothing/"):
        headers = visit(alice).get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"], path
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "no-store" in headers["Cache-Control"]


def test_health(visit: Visit, database: None) -> None:
    assert visit(None).get("/livez").content == b"ok\n"
    assert visit(None).get("/readyz").content == b"ok\n"


def test_the_scheme_is_kept_and_forgotten(visit: Visit, alice: Person) -> None:
    client = visit(alice)
    client.post("/preference/", {"scheme": "light", "back": "/days/trial/"})
    assert 'data-scheme="light"' in client.get("/days/trial/").content.decode()
    answer = client.post("/preference/", {"scheme": "system", "back": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"
    assert "data-scheme" not in client.get("/days/trial/").content.decode()
