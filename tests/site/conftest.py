"""A browser without a browser: Django's own client, signed in as one of the tests' people."""

from collections.abc import Callable

import pytest
from django.http import HttpResponseBase
from django.test import Client

from tests.people import Person

Visit = Callable[[Person | None], Client]


@pytest.fixture
def visit() -> Visit:
    """Make a client of the site for a person, or for nobody."""

    def call(who: Person | None = None) -> Client:
        client = Client(headers={"host": "localhost"})
        if who is not None:
            client.force_login(who.member)
        return client

    return call


def content_of(answer: HttpResponseBase) -> bytes:
    """Return the whole of a streamed answer, and close its file as a server does."""
    try:
        return answer.getvalue()  # type: ignore[attr-defined, no-any-return]
    finally:
        answer.close()
