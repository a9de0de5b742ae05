"""Finds in a browser: 200 links answered within a second, a workbook corrected and submitted."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from actionday.cases.models import Item
from actionday.tenancy.models import Platform
from tests.browser.conftest import Open, apart
from tests.browser.test_screens import sideways, uneasy
from tests.site.busy_day import Busy
from tests.tables.books import book

PAGE = "/days/busy/finds/"
CLIP = "http://plaza.localhost:8001/v/{}"


@pytest.fixture(autouse=True)
def plaza_near(busy: Busy) -> None:
    """Let Plaza have the address too that the server of the tests takes."""

    def add() -> None:
        plaza = Platform.objects.get(slug="plaza")
        plaza.hosts = sorted({*plaza.hosts, "plaza.localhost:8001"})
        plaza.save()

    apart(add)


def paste(page: Page, *links: str) -> float:
    """Paste and submit links; return the seconds until the answers stand there."""
    page.keyboard.press("l")
    page.locator("#links").fill("\n".join(links))
    page.evaluate("document.getElementById('a-head')?.remove()")
    began = time.monotonic()
    page.locator("#links").press("Control+Enter")
    page.wait_for_selector("#a-head")
    return time.monotonic() - began


def test_200_links_are_answered_within_a_second_and_nothing_of_them_is_loaded(
    busy: Busy, open_page: Open, server: str
) -> None:
    page = open_page("alice", PAGE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    took = [paste(page, *(CLIP.format(f"speed{run}x{n}") for n in range(200))) for run in range(3)]
    answers = page.locator("section:has(#a-head) .pill.new")
    expect(answers).to_have_count(201)  # each row's, and the sum's
    assert asked
    assert all(url.startswith(server) for url in asked)
    assert page.locator("#finds img, #finds video, #finds audio, #finds iframe").count() == 0
    print(f"200 links answered in {', '.join(f'{each:.2f}' for each in took)} s")
    assert min(took) < 1.0


def test_what_is_refused_stays_in_the_box_and_can_be_submitted_corrected(
    busy: Busy, open_page: Open
) -> None:
    page = open_page("alice", PAGE)
    paste(page, CLIP.format("right"), "http://plaza.invalid:8001/v/wrong", "no link")
    box = page.locator("#links")
    expect(box).to_have_value("http://plaza.invalid:8001/v/wrong\nno link")
    expect(page.locator("#a-head")).to_be_focused()
    assert uneasy(page) == []
    box.fill(CLIP.format("wrong"))
    box.press("Control+Enter")
    expect(page.locator("#a-head")).to_contain_text("1 new")
    expect(box).to_have_value("")


def test_a_workbook_is_corrected_and_submitted(busy: Busy, open_page: Open, tmp_path: Path) -> None:
    path = tmp_path / "finds.xlsx"
    rows = [[f"http://elsewhere.example/{n}", CLIP.format(f"book{n}"), "es"] for n in range(3)]
    rows.append(["", CLIP.format("book3"), "Spanish"])
    path.write_bytes(book(["Link", "Copy", "Idioma"], *rows))
    page = open_page("alice", PAGE)
    page.set_input_files("#f-file", path)
    page.get_by_role("button", name="Look into it").click()
    expect(page.locator(".sums")).to_contain_text("0 rows can go in")
    page.select_option("#f-url", label="Copy")
    expect(page.locator(".sums")).to_contain_text("3 rows can go in")
    expect(page.locator(".faults tbody tr")).to_have_count(1)
    expect(page.locator(".faults tbody tr")).to_contain_text("Spanish")
    assert uneasy(page) == []
    for width in (1366, 683, 360):
        page.set_viewport_size({"width": width, "height": 640})
        assert sideways(page) == 0
    page.keyboard.press("s")
    page.wait_for_url("**/finds/?upload=*")
    expect(page.get_by_role("status").first).to_contain_text("3 rows went in")
    assert apart(lambda: Item.objects.filter(canonical_url__contains="/v/book").count()) == 3


def test_a_long_file_shows_how_far_it_is_and_goes_on_by_itself(
    busy: Busy, open_page: Open, tmp_path: Path
) -> None:
    path = tmp_path / "many.csv"
    path.write_text("url\n" + "\n".join(CLIP.format(f"many{n}") for n in range(2100)))
    page = open_page("alice", PAGE)
    page.set_input_files("#f-file", path)
    page.get_by_role("button", name="Look into it").click()
    page.wait_for_selector("#g-head")
    page.keyboard.press("s")
    expect(page.locator(".going-on")).to_contain_text("of 2,100 rows are in")
    page.wait_for_url("**/finds/?upload=*")
    expect(page.get_by_role("status").first).to_contain_text("2,100 rows went in")


def test_where_no_answer_comes_the_links_stay_and_it_says_so(busy: Busy, open_page: Open) -> None:
    page = open_page("alice", PAGE)
    page.route("**/finds/", lambda route: route.abort())
    page.locator("#links").fill(CLIP.format("lost"))
    page.locator("#links").press("Control+Enter")
    expect(page.locator("#no-answer")).to_be_visible()
    expect(page.locator("#links")).to_have_value(CLIP.format("lost"))


def test_a_file_that_is_too_large_is_told_before_it_is_sent(
    busy: Busy, open_page: Open, tmp_path: Path
) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(b"x" * (11 * 2**20))
    page = open_page("alice", PAGE)
    page.set_input_files("#f-file", path)
    expect(page.locator("[data-too-large]")).to_be_visible()
    expect(page.get_by_role("button", name="Look into it")).to_be_disabled()


def test_it_works_without_any_script(busy: Busy, open_page: Open) -> None:
    page = open_page("alice", PAGE, java_script_enabled=False)
    page.locator("#links").fill(CLIP.format("plain"))
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("#a-head")).to_contain_text("1 new")
