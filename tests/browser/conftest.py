"""A real Chromium before the real server, and the busy day to look at.

Playwright keeps an event loop running in the test's thread, in which Django refuses its database:
what a test asks of the database runs `apart`, in a thread of its own.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.conftest import flush
from tests.site.busy_day import Busy, fill, reach

CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ANSWERS = ("Failed to load resource", "htmx:")
SIZE = {"width": 1366, "height": 768}
Answer = TypeVar("Answer")
Open = Callable[..., Page]


def apart(ask: Callable[[], Answer]) -> Answer:
    """Run something that needs the database in a thread of its own."""

    def asked() -> Answer:
        try:
            return ask()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asked).result()


@pytest.fixture(scope="package")
def busy(standin: int) -> Iterator[Busy]:
    """The busy day, once for all of these tests."""

    def begin() -> Busy:
        flush()
        from actionday.cases import known

        known._days.clear()
        return fill(standin)

    with reach(standin):
        yield apart(begin)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, headless."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser: {CHROMIUM} is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, server: str, busy: Busy) -> Iterator[Open]:
    """Open a page of the site as one of the busy day's people, or as nobody.

    What the browser complains of on its console, a blocked script or style among it, fails the
    test; answers that are errors are each test's own business.
    """
    contexts, complaints = [], list[str]()

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(ANSWERS):
            complaints.append(message.text)

    def note(page: Page) -> None:
        page.on("console", heard)
        page.on("pageerror", lambda error: complaints.append(str(error)))

    def go(name: str = "", path: str = "/", **given: Any) -> Page:
        context = browser.new_context(base_url=server, **({"viewport": SIZE} | given))
        contexts.append(context)
        if name:
            context.add_cookies([session(busy, name, server)])
        page = context.new_page()
        page.set_default_timeout(10_000)
        note(page)
        page.goto(path)
        return page

    yield go
    for context in contexts:
        context.close()
    assert complaints == []


def session(busy: Busy, name: str, server: str) -> Any:
    """Return the cookie of a session of one of the people."""

    def sign_in() -> str:
        client = Client(headers={"host": "localhost"})
        client.force_login(busy.people[name].member)
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    return {"name": settings.SESSION_COOKIE_NAME, "value": apart(sign_in), "url": server}


def piece_of(busy: Busy, **facts: Any) -> str:
    """Return the address of the first piece of the busy day with these facts."""
    from actionday.cases.models import Item

    found = Item.objects.filter(day=busy.day, merged_into=None, **facts).order_by("submitted_at")
    pk = apart(lambda: found.values_list("pk", flat=True).first())
    assert pk is not None, facts
    return f"/days/busy/pieces/{pk}/"
