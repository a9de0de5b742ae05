"""Real processes for the tests: the web server, and a client for each person."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.people import Person

Client = Callable[[Person | str | None], httpx.Client]


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 30) -> None:
    """Wait until the server answers; its end or our patience's end is an error."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        try:
            if httpx.get(url, timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"{url} did not answer in {seconds} s")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """`actionday serve --no-worker` on the tests' database; yields its base address."""
    port = free_port()
    environment = os.environ | {
        "ACTIONDAY_FETCH_ALLOW": f"plaza.localhost:8001=127.0.0.1:{free_port()}",
        "ACTIONDAY_HOSTS": "127.0.0.1,localhost",
    }
    command = [sys.executable, "-m", "actionday", "serve", "--no-worker", "--port", str(port)]
    process = subprocess.Popen(command, env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(15)


@pytest.fixture
def client(server: str) -> Iterator[Client]:
    """Make an HTTP client that calls the API with a person's token (or any text, or none)."""
    made: list[httpx.Client] = []

    def call(who: Person | str | None = None) -> httpx.Client:
        secret = who.token if isinstance(who, Person) else who
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        made.append(httpx.Client(base_url=f"{server}/api/v1", headers=headers, timeout=30))
        return made[-1]

    yield call
    for each in made:
        each.close()
