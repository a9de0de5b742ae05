"""A piece is taken out of its family and brought back: by keyboard alone."""

from django.db.models import Count, Q
from playwright.sync_api import expect

from actionday.cases.models import Family, Item
from actionday.tenancy.acting import THE_PROGRAM, acting_as
from tests.browser.conftest import Open, apart
from tests.site.busy_day import Busy


def copy_found_by_es(busy: Busy) -> Item:
    """Return a piece with copies that nobody holds or differs over, found by Alice's unit."""
    with acting_as(THE_PROGRAM):
        large = Family.objects.annotate(n=Count("items")).filter(day=busy.day, n__gte=2)
        held = Q(holds__isnull=False) | Q(conflicts__isnull=False)
        stopped = Item.objects.filter(held, family__isnull=False).values("family")
        known = Item.objects.filter(family__in=large, sightings__unit__code="ES", kind="video")
        return known.exclude(family__in=stopped).earliest("submitted_at")


def test_taken_out_and_brought_back_by_keyboard(busy: Busy, open_page: Open) -> None:
    item = apart(lambda: copy_found_by_es(busy))
    page = open_page("alice", f"/days/busy/pieces/{item.pk}/")
    said = page.get_by_text("A person took it out of its family.")
    expect(page.get_by_text("It is not the same as these")).to_be_visible()
    expect(said).to_have_count(0)
    page.keyboard.press("x")
    page.keyboard.press("y")
    expect(said).to_be_visible()
    expect(page.get_by_text("It is alone in its family.")).to_be_visible()
    expect(page.get_by_text("not the same, a person has said").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.keyboard.press("u")
    expect(said).to_have_count(0)
    expect(page.get_by_text("It is not the same as these")).to_be_visible()
