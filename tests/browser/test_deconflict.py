"""A piece is held, another unit objects, and the coordinator settles it: by keyboard alone."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from actionday import pipeline
from actionday.cases.models import Escalation, Hold, Item
from actionday.stages import intake
from actionday.stages.intake import Find
from actionday.tenancy.acting import THE_PROGRAM, acting_as
from tests.browser.conftest import Open, apart
from tests.site.busy_day import Busy

REASON = "The account is watched until the arrests."


def found_by_two(busy: Busy) -> Item:
    """Return a piece that ES found first and FR too, and that is not out."""
    with acting_as(THE_PROGRAM):
        known = Item.objects.filter(day=busy.day, lead_unit__code="ES", state="matched")
        item = known.exclude(holds__isnull=False).earliest("submitted_at")
    for name in ("alice", "bob"):
        pipeline.step(intake, busy.people[name].actor, "busy", [Find(item.canonical_url)])
    return item


def write(page: Page, text: str) -> None:
    """Write into the reason that is open, and send it from there."""
    page.locator("textarea:visible").fill(text)
    page.keyboard.press("Control+Enter")


def fits(page: Page) -> None:
    """Fail where the page is wider than its window."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_conflict_from_hold_to_settlement_by_keyboard(busy: Busy, open_page: Open) -> None:
    item = apart(lambda: found_by_two(busy))
    path = f"/days/busy/pieces/{item.pk}/"

    alice = open_page("alice", path)
    alice.keyboard.press("h")
    write(alice, REASON)
    expect(alice.get_by_text("Held by your unit until")).to_be_visible()

    bob = open_page("bob", path)
    expect(bob.get_by_text("by another unit")).to_be_visible()
    assert REASON not in bob.content()
    bob.keyboard.press("o")
    write(bob, "It spreads by the minute.")
    expect(bob.get_by_text("Units differ")).to_be_visible()

    cora = open_page("cora", "/days/busy/")
    cora.keyboard.press("d")
    cora.wait_for_url("**/desk/")
    expect(cora.get_by_text(REASON)).to_be_visible()
    expect(cora.get_by_text("It spreads by the minute.")).to_be_visible()
    fits(cora)
    cora.keyboard.press("1")
    cora.wait_for_url("**/desk/?conflict=*")
    cora.keyboard.press("r")
    cora.keyboard.press("w")
    write(cora, "The danger of its spreading outweighs.")
    expect(cora.get_by_text("No conflict is open.")).to_be_visible()

    for page in (alice, bob):
        page.reload()
        expect(page.get_by_text("The danger of its spreading outweighs.")).to_be_visible()
        expect(page.get_by_text("Nobody judges or sends it")).to_have_count(0)


def test_a_threat_to_life_is_on_top_and_is_taken_by_its_key(busy: Busy, open_page: Open) -> None:
    def escalate() -> None:
        with acting_as(THE_PROGRAM):
            item = Item.objects.filter(day=busy.day, state="matched").latest("submitted_at")
            elena = busy.people["elena"].member
            Escalation.objects.create(item=item, unit=elena.unit, raised_by=elena)

    apart(escalate)
    page = open_page("cora", "/days/busy/")
    expect(page.locator(".needs li").first).to_contain_text("Threat to life, raised by ES")
    page.keyboard.press("t")
    page.wait_for_url("**/desk/")
    page.get_by_placeholder("whom you told").fill("Told the police of Northgate.")
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    expect(page.get_by_text("nobody has taken it")).to_have_count(0)
    expect(page.get_by_text("Told the police of Northgate.")).to_be_visible()


def test_holds_are_listed_extended_and_lifted(busy: Busy, open_page: Open) -> None:
    item = apart(lambda: found_by_two(busy))

    def place() -> None:
        elena = busy.people["elena"].member
        with acting_as(THE_PROGRAM):
            Hold.objects.create(
                item=item, unit=elena.unit, member=elena, reason=REASON,
                until=timezone.now() + timedelta(minutes=20),
            )  # fmt: skip

    apart(place)
    page = open_page("alice", "/days/busy/holds/")
    expect(page.get_by_text("20 min left")).to_be_visible()
    page.get_by_label("Until").select_option("4h")
    page.get_by_role("button", name="Extend").click()
    expect(page.get_by_text("4 h 0 min left")).to_be_visible()
    fits(page)
    page.get_by_role("button", name="Lift").click()
    expect(page.get_by_text("Your unit holds nothing")).to_be_visible()


def test_the_board_is_cut_by_its_key_and_the_address_keeps_it(open_page: Open) -> None:
    page = open_page("cora", "/days/busy/")
    for name in ("ideology", "language", "stage", "platform", "kind"):
        page.keyboard.press("b")
        page.wait_for_url(f"**/?by={name}")
        expect(page.locator(".kinds thead th").first).to_have_text(name.title())
        fits(page)
    page.goto("/days/busy/?by=stage")
    page.wait_for_event("response", lambda answer: "/board/live/?by=stage" in answer.url)
    expect(page.locator(".kinds thead th").last).to_have_text("Oldest since")


def test_the_desk_fits_at_twice_the_size_and_right_to_left(open_page: Open) -> None:
    page = open_page("cora", "/days/busy/desk/", viewport={"width": 683, "height": 384})
    fits(page)
    page.evaluate("document.documentElement.dir = 'rtl'")
    fits(page)
