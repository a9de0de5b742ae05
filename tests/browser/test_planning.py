"""A day planned, accepted, opened and closed in the browser; 28 units in few keys."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from actionday.cases.models import ActionDay
from actionday.rehearsal.units import UNIT_NAMES, law_of
from actionday.tenancy.models import Role, Unit
from tests.browser.conftest import Open, apart
from tests.people import person
from tests.site.busy_day import Busy

NAME, TERMS = "spring-day", "4.1 Threats: No threats.\n4.2 Praise: No praise of attacks."
PLAN = f"/days/{NAME}/plan/"


def staff(busy: Busy) -> None:
    """Make all 28 countries' units, and a lead for ES."""
    for code in UNIT_NAMES:
        if not Unit.objects.filter(code=code).exists():
            Unit.objects.create(code=code, name=UNIT_NAMES[code], **law_of(code))
    lead = person("lena", Role.UNIT_LEAD, Unit.objects.get(code="ES"))
    busy.people["lena"] = lead


@pytest.fixture(scope="module")
def staffed(busy: Busy) -> Busy:
    apart(lambda: staff(busy))
    return busy


@pytest.fixture(autouse=True)
def undone(busy: Busy) -> Iterator[None]:
    """Leave no other day behind: the tests after this one know one."""
    yield
    apart(lambda: ActionDay.objects.exclude(slug="busy").delete())


def day() -> ActionDay:
    return apart(lambda: ActionDay.objects.get(slug=NAME))


def invited() -> list[str]:
    return apart(lambda: sorted(day_units()))


def day_units() -> list[str]:
    return list(ActionDay.objects.get(slug=NAME).units.values_list("code", flat=True))


def keep_terms(page: Page) -> None:
    page.get_by_role("link", name="Plaza's terms are missing.").click()
    page.locator("#t-text").fill(TERMS)
    page.get_by_role("button", name="Read the clauses").click()
    page.get_by_role("button", name="Keep these 2 clauses").click()
    page.wait_for_url(f"**{PLAN}")


def test_28_units_are_planned_by_keyboard_alone_in_few_keys(staffed: Busy, open_page: Open) -> None:
    page = open_page("cora", "/")
    page.keyboard.press("n")
    page.wait_for_url("**/days/new/")
    page.keyboard.type("Spring day")
    expect(page.locator("[data-slug]")).to_have_value(NAME)
    page.keyboard.press("Escape")
    for key in "sal":  # a standing programme, all units, all platforms
        page.keyboard.press(key)
    expect(page.locator("[data-count=units]")).to_have_text("29")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{PLAN}")
    assert invited() == sorted(UNIT_NAMES)


def test_a_day_is_planned_accepted_opened_and_closed(staffed: Busy, open_page: Open) -> None:
    page = open_page("cora", "/days/new/")
    page.get_by_label("Title").fill("Spring day")
    page.get_by_label("Scope and theme").fill("Praise of past attacks")
    page.get_by_label("First day").fill("2027-03-01")
    page.keyboard.press("Escape")
    page.locator("[data-filter=units]").fill("espa")
    expect(page.locator("[data-list=units] li:visible")).to_have_count(1)
    page.get_by_role("checkbox", name="ES España").check()
    page.get_by_role("checkbox", name=re.compile("Plaza")).check()
    page.get_by_role("button", name="Plan it").click()
    page.wait_for_url(f"**{PLAN}")
    keep_terms(page)

    lena = open_page("lena", "/")
    lena.keyboard.press("i")
    lena.wait_for_url("**/invitations/")
    expect(lena.locator("main")).to_contain_text("Praise of past attacks")
    lena.keyboard.press("a")
    expect(lena.locator("main")).to_contain_text("accepted")

    page.reload()
    page.keyboard.press("o")
    page.wait_for_url(f"**{PLAN}open/")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/days/{NAME}/")
    assert day().state == "open"
    page.goto(PLAN)
    page.keyboard.press("o")
    page.wait_for_url(f"**{PLAN}closed/")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/days/{NAME}/")
    assert day().state == "closed"


def test_closing_a_busy_day_says_what_is_on_its_way(staffed: Busy, open_page: Open) -> None:
    page = open_page("cora", "/days/busy/plan/closed/")
    expect(page.locator("main")).to_contain_text("wait for a view")
    page.keyboard.press("Enter")  # not confirmed: the box is required
    assert page.url.endswith("/plan/closed/")
    assert apart(lambda: ActionDay.objects.get(slug="busy").state) == "open"


@pytest.mark.parametrize("path", ["/days/new/", "/days/busy/plan/", "/invitations/"])
@pytest.mark.parametrize("given", [{"viewport": {"width": 683, "height": 384}}, {}])
def test_at_200_percent_nothing_runs_out_of_the_page(
    path: str, given: dict[str, object], staffed: Busy, open_page: Open
) -> None:
    page = open_page("cora", path, **given)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
