"""People at the door: clients that sign in with password and code, as the site is really served."""

import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.test import Client

from actionday.tenancy.models import Platform, Role, Unit
from tests.people import SECRET, Person, person
from tests.site.conftest import Served, visit

__all__ = ["visit"]
PASSWORD = "correct horse battery"
NEW_PASSWORD = "an orchard of nine pears"
SignIn = Callable[..., Client]


def code_now(secret: str = SECRET) -> str:
    """Return the code that an authenticator app with this secret shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def door() -> Client:
    """Return a client of the site for nobody yet."""
    return Served(headers={"host": "localhost", "user-agent": "Firefox/140 on X11; Linux"})


@pytest.fixture
def sign_in() -> SignIn:
    """Sign a person in as they would: password, then code."""

    def go(who: Person) -> Client:
        client = door()
        first = client.post("/sign-in/", {"username": who.member.email, "password": PASSWORD})
        assert first.headers["Location"] == "/sign-in/second/"
        second = client.post("/sign-in/second/", {"code": code_now()})
        assert second.status_code == 302, second.content.decode()
        cache.clear()  # so that a second session of the same person needs no next code
        return client

    return go


def age(client: Client, **seconds: float) -> None:
    """Make a session's facts older: `began`, `seen`, `proved`."""
    session = SessionStore(client.cookies["session"].value)
    for name, by in seconds.items():
        session[name] -= by
    session.save()


@pytest.fixture
def lena(day: object, units: dict[str, Unit]) -> Person:
    """Lead of ES."""
    return person("lena", Role.UNIT_LEAD, units["ES"])


@pytest.fixture
def pia(day: object, plaza: Platform) -> Person:
    """Lead of Plaza."""
    return person("pia", Role.PLATFORM_LEAD, platform=plaza)


@pytest.fixture
def ada(day: object) -> Person:
    """Administrator."""
    return person("ada", Role.ADMINISTRATOR)
