"""A browser without a browser: Django's own client, signed in as one of the tests' people."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client

from actionday.accounts.proof import KEY
from tests.people import Person
from tests.serving import as_nobody

Visit = Callable[[Person | None], Client]


class Served(Client):
    """Is answered as by a process that serves: it sees what the one who acts may see."""

    def request(self, **request: Any) -> Any:
        with as_nobody():
            return super().request(**request)

    def generic_page(self, method: str, path: str, body: dict[str, Any]) -> HttpResponseBase:
        """Get a page, or post a form to it."""
        answer: HttpResponseBase = self.post(path, body) if method == "POST" else self.get(path)
        return answer


@pytest.fixture
def visit() -> Visit:
    """Make a client of the site for a person, or for nobody."""

    def call(who: Person | None = None) -> Client:
        client = Served(headers={"host": "localhost"})
        if who is not None:
            client.force_login(who.member)
            session = client.session
            session[KEY] = time.time()  # as one who has just signed in
            session.save()
        return client

    return call


def content_of(answer: HttpResponseBase) -> bytes:
    """Return the whole of a streamed answer, and close its file as a server does."""
    try:
        return answer.getvalue()  # type: ignore[attr-defined, no-any-return]
    finally:
        answer.close()
