"""Coming in, for real: an invitation, an authenticator app, a security key; in a browser."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from playwright.sync_api import CDPSession, Page, expect

from actionday.accounts import invitations
from actionday.accounts.invitations import Wanted
from actionday.tenancy.acting import THE_PROGRAM
from tests.browser.conftest import Open, apart
from tests.people import SECRET
from tests.site.busy_day import Busy

PASSWORD = "correct horse battery"
NEW_PASSWORD = "an orchard of nine pears"


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def invite(busy: Busy, email: str) -> str:
    unit = busy.people["alice"].member.unit_id
    wanted = Wanted(email, ("investigator",), unit=unit)
    return apart(lambda: invitations.invite(THE_PROGRAM, wanted))


def give_password(page: Page, email: str, password: str) -> None:
    page.goto(re.sub(r"(//[^/]+).*", r"\1/sign-in/", page.url))
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/second/")


def sign_out(page: Page) -> None:
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/")


def test_an_invited_person_comes_in_sets_up_the_app_and_signs_in_with_it(
    busy: Busy, open_page: Open
) -> None:
    page = open_page("", f"/invitation/{invite(busy, 'nina@example.org')}/")
    page.get_by_label("Your name").fill("Nina Newcome")
    page.get_by_label("A password").fill(NEW_PASSWORD)
    page.get_by_label("Once more").fill(NEW_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/second-factor/")
    page.goto("/days/busy/")  # nothing else is reached yet
    page.wait_for_url("**/account/second-factor/")
    page.keyboard.press("a")
    page.wait_for_url("**/app/")
    assert page.locator(".qr svg").bounding_box()["width"] > 150  # type: ignore[index]
    secret = page.locator("#totp-secret").inner_text()
    page.get_by_label("The code that it shows now").fill(code_of(secret))
    page.keyboard.press("Enter")
    page.wait_for_url("**/codes/")
    codes = page.locator("#codes li").all_inner_texts()
    assert len(set(codes)) == 10
    with page.expect_download() as kept:
        page.keyboard.press("t")
    text = kept.value.path().read_text()
    assert all(code in text for code in codes)
    page.keyboard.press("g")
    page.wait_for_url("**/days/busy/")
    sign_out(page)
    give_password(page, "nina@example.org", NEW_PASSWORD)
    page.get_by_label("The code of your app").fill(code_of(secret))
    page.keyboard.press("Enter")
    page.wait_for_url("**/days/busy/")
    assert "Nina Newcome · investigator" in page.locator(".menu summary").inner_text()


@pytest.fixture
def authenticator() -> dict[str, object]:
    """What Chromium's virtual security key is like."""
    return {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": False,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }


def plug_in(page: Page, authenticator: dict[str, object]) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})
    return session


def test_a_security_key_is_added_and_signs_in_and_proves(
    busy: Busy, open_page: Open, server: str, authenticator: dict[str, object]
) -> None:
    apart(cache.clear)
    site = server.replace("127.0.0.1", "localhost")  # a key is bound to a name
    page = open_page("", f"{site}/sign-in/")
    plug_in(page, authenticator)
    give_password(page, "bob@example.org", PASSWORD)
    page.get_by_label("The code of your app").fill(code_of(SECRET))
    page.keyboard.press("Enter")
    page.wait_for_url("**/days/busy/")
    page.goto(f"{site}/account/second-factor/keys/add/")
    page.get_by_label("A name").fill("My blue key")
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/codes/")  # the first recovery codes come along
    page.goto(f"{site}/account/second-factor/")
    expect(page.get_by_text("My blue key")).to_be_visible()
    sign_out(page)
    give_password(page, "bob@example.org", PASSWORD)
    page.get_by_role("button", name="Use your security key").click()
    page.wait_for_url("**/days/busy/")
    page.goto(f"{site}/account/prove/?next=/account/tokens/")
    page.get_by_role("button", name="Use your security key").click()
    page.wait_for_url("**/account/tokens/")


def test_without_the_key_nobody_comes_in_and_is_told(
    busy: Busy, open_page: Open, server: str, authenticator: dict[str, object]
) -> None:
    """Elena has a key that is elsewhere; another key is plugged in."""
    apart(cache.clear)
    site = server.replace("127.0.0.1", "localhost")
    page = open_page("", f"{site}/sign-in/")
    session = plug_in(page, authenticator)
    give_password(page, "elena@example.org", PASSWORD)
    page.get_by_label("The code of your app").fill(code_of(SECRET))
    page.keyboard.press("Enter")
    page.wait_for_url("**/days/busy/")
    page.goto(f"{site}/account/second-factor/keys/add/")
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/codes/")
    sign_out(page)
    session.send("WebAuthn.disable")
    plug_in(page, authenticator)
    give_password(page, "elena@example.org", PASSWORD)
    page.get_by_role("button", name="Use your security key").click()
    expect(page.locator("[data-key-failed]")).to_be_visible()
    page.goto(f"{site}/days/busy/")
    assert "/sign-in/" in page.url


def test_a_grave_step_asks_again_and_goes_on_by_itself(busy: Busy, open_page: Open) -> None:
    page = open_page("alice", "/account/tokens/")
    page.get_by_label("What it is for").fill("A script of mine")
    page.locator(".chip").first.click()
    apart(make_old)
    page.get_by_role("button", name="Make it").click()
    page.get_by_label("Your password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#secret")).to_be_visible()
    expect(page.locator(".holdings").get_by_text("A script of mine")).to_be_visible()


def make_old() -> None:
    """Make every proof of every session old."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    for key in Session.objects.values_list("session_key", flat=True):
        session = SessionStore(key)
        session["proved"] = 0
        session.save()
