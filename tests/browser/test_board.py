"""The board moves while the day runs, and says so when it cannot."""

from playwright.sync_api import expect

from actionday import pipeline
from actionday.stages import intake
from actionday.stages.intake import Find
from tests.browser.conftest import Open, apart
from tests.site.busy_day import Busy


def submit(busy: Busy, url: str) -> None:
    pipeline.step(intake, busy.people["bob"].actor, "busy", [Find(url)])


def test_it_moves_without_a_reload_and_rests_while_nothing_happens(
    busy: Busy, open_page: Open
) -> None:
    page = open_page("cora", "/days/busy/")
    answers: list[int] = []
    page.on("response", lambda a: answers.append(a.status) if "/board/live/" in a.url else None)
    page.evaluate("window.stayed = true")
    number = page.locator(".strip b").first
    before = int(number.inner_text())
    page.wait_for_event("response", lambda answer: "/board/live/" in answer.url)
    assert answers[0] == 304
    host = apart(lambda: busy.day.platforms.get().hosts[0])
    apart(lambda: submit(busy, f"http://{host}/v/brandnew1"))
    expect(number).to_have_text(str(before + 1))
    expect(page.locator(".latest li").first).to_contain_text("FR found a new piece")
    assert page.evaluate("window.stayed") is True
    page.wait_for_event("response", lambda answer: "/board/live/" in answer.url)
    assert answers[-1] == 304


def test_it_says_when_nobody_answers(busy: Busy, open_page: Open) -> None:
    page = open_page("cora", "/days/busy/")
    state = page.locator("#connection")
    expect(state).to_have_text("updates every 2 s")
    page.route("**/board/live/", lambda route: route.abort("timedout"))
    expect(state).to_contain_text("these numbers may be old")
    page.unroute("**/board/live/")
    expect(state).to_have_text("updates every 2 s")


def test_a_key_leads_to_what_needs_a_person(busy: Busy, open_page: Open) -> None:
    page = open_page("cora", "/days/busy/")
    page.keyboard.press("1")
    page.wait_for_url("**/pieces/?state=uncaptured")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
