"""Who may see what: what is not for somebody is not there for them."""

import pytest

from actionday.cases.models import Capture, Item, Packet, Referral
from actionday.edge.storage import store
from actionday.tenancy.models import Unit
from tests.people import Person
from tests.pieces import MakePiece
from tests.site.conftest import Visit

SCREENS = ["", "board/live/", "pieces/", "judge/", "report/", "report/report.json"]


@pytest.mark.parametrize("screen", SCREENS)
def test_a_unit_outside_of_the_day_finds_nothing(
    screen: str, visit: Visit, charlie: Person
) -> None:
    assert visit(charlie).get(f"/days/trial/{screen}").status_code == 404


@pytest.mark.parametrize("screen", SCREENS)
def test_a_platform_finds_no_screen_of_a_day(screen: str, visit: Visit, paula: Person) -> None:
    assert visit(paula).get(f"/days/trial/{screen}").status_code == 404


def test_a_unit_finds_no_inbox(visit: Visit, alice: Person) -> None:
    assert visit(alice).get("/platform/").status_code == 404
    assert visit(alice).post("/platform/acknowledge/").status_code == 404


def test_who_coordinates_does_not_judge(visit: Visit, cora: Person) -> None:
    assert visit(cora).get("/days/trial/").status_code == 200
    assert visit(cora).get("/days/trial/judge/").status_code == 404


def test_nobody_is_sent_to_the_sign_in_and_back(visit: Visit, alice: Person) -> None:
    answer = visit(None).get("/days/trial/pieces/?kind=video")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/?next=/days/trial/pieces/")
    live = visit(None).get("/days/trial/board/live/", headers={"HX-Request": "true"})
    assert live.headers["HX-Redirect"] == "/sign-in/"


def test_the_first_page_leads_to_where_one_works(
    visit: Visit, alice: Person, paula: Person, charlie: Person
) -> None:
    assert visit(alice).get("/").headers["Location"] == "/days/trial/"
    assert visit(paula).get("/").headers["Location"] == "/platform/"
    assert "no day yet" in visit(charlie).get("/").content.decode()


@pytest.fixture
def pictured(make_piece: MakePiece) -> Item:
    """A piece with a re-encoded picture, whose page and media are stored too."""
    item = make_piece()
    page = store().put_bytes(b"<html>the page as sent</html>")
    Capture.objects.create(
        item=item, at=item.submitted_at, final_url=item.canonical_url, chain=[],
        files=[{"role": "page", "sha256": page}],
        derivatives={"poster.jpg": store().put_bytes(b"\xff\xd8 a picture")},
    )  # fmt: skip
    return item


def test_a_picture_is_shown_to_units_of_the_day_alone(
    pictured: Item, visit: Visit, alice: Person, charlie: Person, paula: Person
) -> None:
    path = f"/media/{pictured.pk}/poster.jpg"
    answer = visit(alice).get(path)
    assert answer.status_code == 200
    assert answer.content == b"\xff\xd8 a picture"
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"].startswith("private")
    assert visit(charlie).get(path).status_code == 404
    assert visit(paula).get(path).status_code == 404


def test_a_picture_is_shown_to_the_platform_once_it_was_referred_to_it(
    pictured: Item, visit: Visit, units: dict[str, Unit],
    paula: Person, quentin: Person,
) -> None:  # fmt: skip
    packet = Packet.objects.create(
        day=pictured.day, unit=units["ES"], platform=pictured.platform, instrument="referral",
        sent_at=pictured.submitted_at,
    )  # fmt: skip
    Referral.objects.create(
        item=pictured, packet=packet, platform=pictured.platform, reason="It praises."
    )
    assert visit(paula).get(f"/media/{pictured.pk}/poster.jpg").status_code == 200
    assert visit(quentin).get(f"/media/{pictured.pk}/poster.jpg").status_code == 404


@pytest.mark.parametrize("name", ["page", "media", "page.html", "poster.svg", "..%2f..%2fkeys"])
def test_a_captured_file_itself_is_never_served(
    name: str, pictured: Item, visit: Visit, alice: Person
) -> None:
    assert visit(alice).get(f"/media/{pictured.pk}/{name}").status_code == 404


def test_a_piece_of_another_day_is_not_found_under_this_one(
    make_piece: MakePiece, visit: Visit, alice: Person
) -> None:
    item = make_piece()
    assert visit(alice).get(f"/days/trial/pieces/{item.pk}/").status_code == 200
    assert visit(alice).get(f"/days/other/pieces/{item.pk}/").status_code == 404


def test_a_merged_piece_leads_to_the_one_that_it_is(
    make_piece: MakePiece, visit: Visit, alice: Person
) -> None:
    short, known = make_piece(), make_piece()
    Item.objects.filter(pk=short.pk).update(merged_into=known, state="merged")
    answer = visit(alice).get(f"/days/trial/pieces/{short.pk}/", follow=True)
    assert answer.request["PATH_INFO"] == f"/days/trial/pieces/{known.pk}/"
    assert f"You asked for <bdi>{short.canonical_url}</bdi>" in answer.content.decode()
