"""`actionday serve --only match`: for who wants nothing else; a token from the command line."""

import os
import subprocess
import sys

import httpx
import pytest

from actionday.tenancy.models import Platform, Token
from tests.matching.conftest import entry, hashed, put
from tests.running import free_port, wait_for

pytestmark = pytest.mark.usefixtures("database")


def actionday(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "actionday", *args]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_a_platform_matches_and_finds_nothing_else_there() -> None:
    put("house", entry(hashed(1)))
    made = actionday("token", "Uploads", "--platform", "hearth", "--new", "Hearth")
    assert (made.returncode, made.stderr) == (0, "")
    port = free_port()
    command = [sys.executable, "-m", "actionday", "serve", "--only", "match", "--port", str(port)]
    process = subprocess.Popen(command, env=os.environ)
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", process, 60)
        headers = {"Authorization": f"Bearer {made.stdout.strip()}"}
        with httpx.Client(
            base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=30
        ) as client:
            body = {"type": "pdq", "values": [hashed(1), hashed(2)]}
            [[hit], none] = client.post("/api/v1/match", json=body).json()["results"]
            assert (hit["entry"], hit["distance"], none) == (hashed(1), 0, [])
            query = {"signal_type": "pdq", "signal": hashed(1)}
            assert len(client.get("/hma/m/raw_lookup", params=query).json()["matches"]) == 1
            for path in ("/", "/sign-in/", "/days/trial/", "/api/v1/days/trial"):
                assert client.get(path).status_code == 404
            assert set(client.get("/api/v1/openapi.json").json()["paths"]) == {"/api/v1/match"}
    finally:
        process.terminate()
        process.wait(20)


def test_a_program_is_given_no_more_than_a_program_may() -> None:
    Platform.objects.create(slug="plaza", name="Plaza", hosts=[])
    for args, why in (
        (["--platform", "nowhere"], "there is no 'nowhere' here; --new NAME makes it"),
        (["--platform", "plaza", "--scope", "lists"], "A program may be given: match, platform"),
        (["--platform", "plaza", "--days", "400"], "A token lasts 1 to 365 days"),
        (["--unit", "XX"], "--unit: there is no 'XX' here"),
    ):
        done = actionday("token", "Bad", *args)
        assert done.returncode == 2
        assert why in done.stderr
        assert done.stderr.count("\n") == 1
    assert not Token.objects.filter(label="Bad").exists()
