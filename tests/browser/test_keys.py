"""Working by keyboard: signing in, looking at media, judging, deciding."""

import re

import pytest
from playwright.sync_api import Page, expect

from actionday.cases.models import Assessment, Decision
from tests.accounts.conftest import code_now
from tests.browser.conftest import Open, apart, piece_of
from tests.site.busy_day import Busy

COVERED = re.compile(r"blur\(.*grayscale\(1\)")


def test_signing_in_by_keyboard(busy: Busy, open_page: Open) -> None:
    page = open_page("", "/days/busy/pieces/")
    page.keyboard.type("elena@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type("correct horse battery")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/second/")
    page.keyboard.type(code_now())
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^[^?]*/days/busy/pieces/$"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def test_the_list_of_keys_opens_and_closes(busy: Busy, open_page: Open) -> None:
    page = open_page("alice", "/days/busy/pieces/")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("the next piece, the one before")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("jk?")
    expect(page.locator("#f-q")).to_have_value("jk?")


def test_single_keys_can_be_turned_off(busy: Busy, open_page: Open) -> None:
    page = open_page("cora", "/days/busy/")
    page.locator(".menu summary").click()
    page.get_by_role("button", name="off", exact=True).click()
    page.wait_for_selector(":root[data-keys=off]")
    page.keyboard.press("1")
    page.keyboard.press("p")
    assert page.url.endswith("/days/busy/")


def filter_of(page: Page) -> str:
    return str(page.locator(".cover.large img").evaluate("e => getComputedStyle(e).filter"))


def test_media_stay_covered_until_space_is_held(busy: Busy, open_page: Open) -> None:
    page = open_page("alice", piece_of(busy, kind="video", state="decided"))
    assert COVERED.search(filter_of(page))
    page.keyboard.down("Space")
    assert filter_of(page) == "none"
    page.keyboard.up("Space")
    assert COVERED.search(filter_of(page))
    page.locator(".cover.large").hover()
    page.mouse.down()
    assert filter_of(page) == "none"
    page.mouse.up()
    assert COVERED.search(filter_of(page))
    assert page.locator("video, audio").count() == 0


def test_in_lists_every_picture_is_blurred(busy: Busy, open_page: Open) -> None:
    page = open_page("alice", "/days/busy/pieces/?kind=image")
    filters = page.locator(".mini img").evaluate_all(
        "all => all.map(e => getComputedStyle(e).filter)"
    )
    assert len(filters) > 5
    assert all(COVERED.search(each) for each in filters)


@pytest.fixture
def desk(busy: Busy, open_page: Open) -> Page:
    page = open_page("elena", "/days/busy/judge/")
    if page.locator("form.view").count() == 0:
        with page.expect_navigation():
            page.keyboard.press("Enter")
    return page


def height(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollHeight"))


def test_a_piece_is_judged_by_keyboard_on_one_screen(busy: Busy, desk: Page) -> None:
    assert height(desk) <= 768
    for key in ("r", "1"):
        desk.keyboard.press(key)
    desk.locator("#id_terms_clause").select_option("4.2")
    desk.locator("h1").click()
    desk.keyboard.press("w")
    desk.keyboard.type("Praises the attacker by name, and nothing else.")
    item = desk.locator("[name=item]").input_value()
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("[name=item]")).not_to_have_value(item)
    view = apart(lambda: Assessment.objects.get(item=item, member=busy.people["elena"].member))
    assert (view.verdict, view.grounds, view.terms_clause) == ("refer", ["incites"], "4.2")


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(desk: Page) -> None:
    desk.keyboard.press("r")
    desk.keyboard.press("w")
    desk.keyboard.type("Written at length.")
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_text("A referral needs at least one ground.")).to_be_visible()
    expect(desk.get_by_text("A referral needs the clause that it breaks.")).to_be_visible()
    expect(desk.locator("#id_reason")).to_have_value("Written at length.")
    expect(desk.locator("[name=verdict][value=refer]")).to_be_checked()
    assert height(desk) <= 900


def test_a_platform_acknowledges_and_decides_by_keyboard(busy: Busy, open_page: Open) -> None:
    page = open_page("paula", "/platform/")
    waiting = page.locator(".rows > li").count()
    assert waiting == 3
    text = page.inner_text("main")
    assert not re.search(r"\b(ES|FR|DE|EUIRU)\b", text.replace("DE FR", ""))
    page.keyboard.press("a")
    expect(page.get_by_text("No referral waits")).to_be_visible()
    page.keyboard.press("2")
    page.wait_for_url("**/?state=acknowledged")
    page.get_by_text("Left up", exact=True).click()
    page.locator("#id_reason").fill("A film review.")
    before = apart(Decision.objects.count)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".tabs [aria-current]")).to_contain_text("Received 5")
    last = apart(lambda: Decision.objects.order_by("pk").last())
    assert apart(Decision.objects.count) == before + 1
    assert last is not None
    assert (last.outcome, last.reason) == ("no_action", "A film review.")


def test_a_wrong_country_code_is_said_beside_its_field(busy: Busy, open_page: Open) -> None:
    page = open_page("paula", "/platform/?state=decided")
    page.get_by_text("Restricted in some territories", exact=True).click()
    page.locator("#id_territories").fill("DE Germany")
    page.locator("#id_reason").fill("Only there.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("GERMANY is no country code")).to_be_visible()
    expect(page.locator("#id_reason")).to_have_value("Only there.")
