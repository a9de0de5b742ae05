"""One day on the site, from its plan to a settled conflict: coordinator, two leads, two units."""

import pytest
from playwright.sync_api import Page, expect

from actionday.cases.models import ActionDay, Conflict, Item
from actionday.tenancy.models import Platform, Role, Unit
from tests.browser.conftest import Open, apart
from tests.people import person
from tests.site.busy_day import Busy

DAY = "/days/whole-day/"
TERMS = "4.1 Threats: No threats.\n4.2 Praise: No praise of attacks."
LINKS = [f"http://plaza.localhost:8001/v/whole{n}" for n in range(3)]
SECRET_REASON, SPREADS = "Watched until the arrests.", "It spreads by the minute."


@pytest.fixture
def leads(busy: Busy) -> None:
    """A lead each for ES and FR, and Plaza at the address that the tests' server takes."""

    def make() -> None:
        for name, code in (("leona", "ES"), ("fleur", "FR")):
            unit = Unit.objects.get(code=code)
            busy.people[name] = person(name, Role.UNIT_LEAD, unit)
        plaza = Platform.objects.get(slug="plaza")
        plaza.hosts = sorted({*plaza.hosts, "plaza.localhost:8001"})
        plaza.save()

    apart(make)


def plan(page: Page) -> None:
    page.get_by_label("Title").fill("Whole day")
    page.get_by_label("Scope and theme").fill("Praise of past attacks")
    page.get_by_label("First day").fill("2027-03-01")
    page.get_by_role("checkbox", name="ES España").check()
    page.get_by_role("checkbox", name="FR France").check()
    page.get_by_role("checkbox", name="Plaza").check()
    page.get_by_role("button", name="Plan it").click()
    page.wait_for_url(f"**{DAY}plan/")
    page.get_by_role("link", name="Plaza's terms are missing.").click()
    page.locator("#t-text").fill(TERMS)
    page.get_by_role("button", name="Read the clauses").click()
    page.get_by_role("button", name="Keep these 2 clauses").click()
    page.wait_for_url(f"**{DAY}plan/")


def accept(page: Page) -> None:
    page.keyboard.press("a")
    expect(page.locator("main")).to_contain_text("accepted")


def paste(page: Page, *links: str) -> None:
    page.keyboard.press("l")
    page.locator("#links").fill("\n".join(links))
    page.locator("#links").press("Control+Enter")
    page.wait_for_selector("#a-head")


def write(page: Page, text: str) -> None:
    page.locator("textarea:visible").fill(text)
    page.keyboard.press("Control+Enter")


@pytest.mark.usefixtures("leads")
def test_a_day_from_its_plan_to_a_settled_conflict(busy: Busy, open_page: Open) -> None:
    cora = open_page("cora", "/days/new/")
    plan(cora)
    for lead in ("leona", "fleur"):
        accept(open_page(lead, "/invitations/"))
    cora.reload()
    cora.keyboard.press("o")
    cora.wait_for_url(f"**{DAY}plan/open/")
    cora.keyboard.press("Enter")
    cora.wait_for_url(f"**{DAY}")

    alice, bob = open_page("alice", f"{DAY}finds/"), open_page("bob", f"{DAY}finds/")
    paste(alice, *LINKS)
    expect(alice.locator("#a-head")).to_contain_text("3 new")
    paste(bob, LINKS[0])
    expect(bob.locator("section:has(#a-head)")).to_contain_text("known")
    expect(bob.locator("section:has(#a-head)")).to_contain_text("ES")

    item = apart(lambda: Item.objects.get(canonical_url=LINKS[0]))
    alice.goto(f"{DAY}pieces/{item.pk}/")
    alice.keyboard.press("h")
    write(alice, SECRET_REASON)
    expect(alice.get_by_text("Held by your unit until")).to_be_visible()
    bob.goto(f"{DAY}pieces/{item.pk}/")
    bob.keyboard.press("o")
    write(bob, SPREADS)
    expect(bob.get_by_text("Units differ")).to_be_visible()
    assert SECRET_REASON not in bob.content()

    cora.goto(f"{DAY}desk/")
    for words in (SECRET_REASON, SPREADS):
        expect(cora.get_by_text(words)).to_be_visible()
    cora.keyboard.press("1")
    cora.wait_for_url("**/desk/?conflict=*")
    cora.keyboard.press("r")
    cora.keyboard.press("w")
    write(cora, "The danger of its spreading outweighs.")
    expect(cora.get_by_text("No conflict is open.")).to_be_visible()
    conflict = apart(lambda: Conflict.objects.get(item=item))
    assert (conflict.outcome, conflict.settled_by_id) == ("refer", busy.people["cora"].member.pk)
    assert apart(lambda: ActionDay.objects.get(slug="whole-day").state) == "open"
