"""Every screen: fit for all who look at it, within its weight, and on any width."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Open, piece_of
from tests.site.busy_day import Busy

LIMIT = 100 * 1024
WEIGHT = """() => ["navigation", "resource"].flatMap(type => performance.getEntriesByType(type))
    .filter(each => each.initiatorType !== "img")
    .reduce((sum, each) => sum + each.decodedBodySize, 0)"""
BAD = ("serious", "critical")
Where = Callable[[Busy], str]


def at(path: str) -> Where:
    return lambda busy: path


SCREENS: dict[str, tuple[str, Where]] = {
    "sign-in": ("", at("/sign-in/")),
    "board": ("cora", at("/days/busy/")),
    "pieces": ("alice", at("/days/busy/pieces/")),
    "finds": ("alice", at("/days/busy/finds/")),
    "nothing found": ("alice", at("/days/busy/pieces/?q=no+such+thing")),
    "clip": ("cora", lambda busy: piece_of(busy, kind="video", state="decided")),
    "text": ("alice", lambda busy: piece_of(busy, kind="text")),
    "uncaptured": ("bob", lambda busy: piece_of(busy, state="uncaptured")),
    "blind": ("dora", lambda busy: piece_of(busy, seat="second")),
    "judge": ("dora", at("/days/busy/judge/")),
    "inbox": ("paula", at("/platform/")),
    "decided": ("paula", at("/platform/?state=decided")),
    "no referral": ("quentin", at("/platform/")),
    "report": ("alice", at("/days/busy/report/")),
    "no day": ("charlie", at("/")),
    "account": ("alice", at("/account/")),
    "second factor": ("alice", at("/account/second-factor/")),
    "add a key": ("alice", at("/account/second-factor/keys/add/")),
    "new codes": ("alice", at("/account/second-factor/codes/new/")),
    "sessions": ("alice", at("/account/sessions/")),
    "tokens": ("alice", at("/account/tokens/")),
    "password": ("alice", at("/account/password/")),
    "people": ("cora", at("/account/people/")),
    "proof": ("alice", at("/account/prove/?next=/")),
    "no invitation": ("", at("/invitation/nothing/")),
}


def opened(screen: str, busy: Busy, open_page: Open, **given: object) -> Page:
    who, where = SCREENS[screen]
    return open_page(who, where(busy), **given)


def uneasy(page: Page) -> list[str]:
    """Return what axe finds that keeps people out, each with where it is."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for each in found
        if each["impact"] in BAD
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("screen", SCREENS)
def test_nobody_is_kept_out(screen: str, scheme: str, busy: Busy, open_page: Open) -> None:
    assert uneasy(opened(screen, busy, open_page, color_scheme=scheme)) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_a_page_is_light_without_its_media(screen: str, busy: Busy, open_page: Open) -> None:
    page = opened(screen, busy, open_page)
    assert 5_000 < page.evaluate(WEIGHT) < LIMIT


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_scrolls_sideways(screen: str, busy: Busy, open_page: Open) -> None:
    page = opened(screen, busy, open_page)
    for width in (1366, 683, 360):  # as it is, at 200 percent, and on a telephone
        page.set_viewport_size({"width": width, "height": 640})
        for direction in ("ltr", "rtl"):
            page.evaluate("way => { document.documentElement.dir = way }", direction)
            assert sideways(page) == 0, (width, direction)


def sideways(page: Page) -> int:
    """Return by how many pixels the page is wider than the window, to either side."""
    return int(
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    )


def test_the_toggle_wins_over_the_system(busy: Busy, open_page: Open) -> None:
    page = opened("board", busy, open_page, color_scheme="dark")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    dark = page.evaluate(ground)
    page.locator(".menu summary").click()
    page.get_by_role("button", name="light", exact=True).click()
    page.wait_for_selector(":root[data-scheme=light]")
    assert page.evaluate(ground) != dark
    page.reload()
    assert page.locator(":root[data-scheme=light]").count() == 1
