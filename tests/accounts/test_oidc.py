"""Signing in with an organisation's own provider: a real one, a process of its own, on loopback."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator

import httpx
import pytest
from allauth.mfa.models import Authenticator

from actionday.tenancy.models import Member
from tests.accounts.conftest import code_now
from tests.accounts.provider import CLIENT, SECRET
from tests.people import Person
from tests.running import free_port, wait_for

Come = Callable[[dict[str, object]], tuple[httpx.Client, httpx.Response]]
ALICE = {"sub": "a-1", "email": "Alice@example.org", "email_verified": True, "amr": ["pwd", "mfa"]}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "tests.accounts.provider", str(port)]
    process = subprocess.Popen(command)
    base = f"http://127.0.0.1:{port}"
    wait_for(f"{base}/jwks", process)
    yield base
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="module")
def site(provider: str) -> Iterator[str]:
    """The site of an installation where ES brings a sign-in of its own."""
    port = free_port()
    given = {"name": "ES Police", "server_url": provider, "client_id": CLIENT, "secret": SECRET,
             "unit": "ES"}  # fmt: skip
    environment = os.environ | {"ACTIONDAY_OIDC": json.dumps(given), "ACTIONDAY_HOSTS": "127.0.0.1"}
    command = [sys.executable, "-m", "actionday", "serve", "--no-worker", "--port", str(port)]
    process = subprocess.Popen(command, env=environment)
    base = f"http://127.0.0.1:{port}"
    wait_for(f"{base}/readyz", process)
    yield base
    process.terminate()
    process.wait(15)


@pytest.fixture
def come(provider: str, site: str) -> Iterator[Come]:
    """Come with the provider as this person; return the client, and the answer where it ended."""
    clients: list[httpx.Client] = []

    def go(person: dict[str, object]) -> tuple[httpx.Client, httpx.Response]:
        httpx.post(f"{provider}/person", json=person)
        client = httpx.Client(base_url=site, follow_redirects=True, timeout=20)
        clients.append(client)
        door = client.get("/sign-in/?next=/days/trial/pieces/").text
        link = re.search(r'href="(/sign-in/with/[^"]+)"', door)
        assert link, door
        return client, client.get(link[1].replace("&amp;", "&"))

    yield go
    for each in clients:
        each.close()


def test_a_member_is_found_by_verified_email_and_the_providers_second_factor_counts(
    alice: Person, come: Come
) -> None:
    Authenticator.objects.all().delete()
    members = Member.objects.count()
    _client, answer = come(ALICE)
    assert answer.status_code == 200
    assert answer.url.path == "/days/trial/pieces/"
    assert Member.objects.count() == members
    _client, again = come(ALICE | {"email": "renamed@example.org"})  # known by its `sub` now
    assert again.url.path == "/days/trial/pieces/"


def test_without_the_providers_second_factor_ours_is_asked(alice: Person, come: Come) -> None:
    client, answer = come(ALICE | {"amr": ["pwd"]})
    assert answer.url.path == "/sign-in/second/"
    assert client.get("/days/trial/").url.path != "/days/trial/"
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.text)
    assert token
    facts = {"code": code_now(), "csrfmiddlewaretoken": token[1]}
    done = client.post("/sign-in/second/", data=facts)
    assert done.url.path == "/days/trial/pieces/"


def test_without_either_one_is_set_up(alice: Person, come: Come) -> None:
    Authenticator.objects.all().delete()
    _client, answer = come(ALICE | {"amr": []})
    assert answer.url.path == "/account/second-factor/"


REFUSED: list[dict[str, object]] = [
    {"email": "stranger@example.org", "sub": "s-1"},
    {"email_verified": False, "sub": "s-2"},
    {"email_verified": "false", "sub": "s-3"},
    {"email": "bob@example.org", "sub": "s-4"},  # of FR, for whom this provider does not vouch
]


@pytest.mark.parametrize("claims", REFUSED)
def test_it_lets_in_nobody_else_and_makes_no_member(
    claims: dict[str, object], alice: Person, bob: Person, come: Come
) -> None:
    members = Member.objects.count()
    client, answer = come(ALICE | claims)
    assert answer.status_code == 403
    assert "not a member here" in answer.text
    assert client.get("/account/").url.path == "/sign-in/"
    assert Member.objects.count() == members


def test_a_disabled_member_stays_out(alice: Person, come: Come) -> None:
    come(ALICE)
    Member.objects.update(is_active=False)
    client, answer = come(ALICE)
    assert answer.status_code == 403
    assert client.get("/account/").url.path == "/sign-in/"


def test_an_answer_that_was_not_asked_for_is_refused(alice: Person, site: str) -> None:
    path = "/sign-in/with/es-police/back/?code=stolen&state=invented"
    with httpx.Client(base_url=site, follow_redirects=True) as client:
        answer = client.get(path)
        assert "not signed in" in answer.text
        assert client.get("/account/").url.path == "/sign-in/"
