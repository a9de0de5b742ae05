"""What the demo and the server refuse, in one line, with status 2 and nothing done."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest


def actionday(home: Path, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "actionday", *args],
        env=os.environ | {"ACTIONDAY_HOME": str(home)} | environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


def refused(done: subprocess.CompletedProcess[str], *words: str) -> bool:
    line = done.stderr.strip()
    return done.returncode == 2 and "\n" not in line and all(word in line for word in words)


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_in_use(tmp_path: Path, command: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert refused(actionday(tmp_path, command, "--port", port), port, "in use")
    assert not any(tmp_path.iterdir())


def test_the_demo_is_for_this_machine_only(tmp_path: Path) -> None:
    done = actionday(tmp_path, "serve", "--host", "0.0.0.0", ACTIONDAY_DEMO="1")
    assert refused(done, "0.0.0.0", "loopback")


@pytest.mark.parametrize("args", [("--items", "0"), ("--units", "0"), ("--units", "29")])
def test_a_count_out_of_range(tmp_path: Path, args: tuple[str, ...]) -> None:
    assert refused(actionday(tmp_path, "demo", *args), args[0].strip("-"), args[1])
    assert not any(tmp_path.iterdir())


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = actionday(tmp_path / "home", "demo", "--out", str(tmp_path / "file"))
    assert refused(done, str(tmp_path / "file"))


def test_a_folder_named_demo_that_is_no_demos(tmp_path: Path) -> None:
    kept = tmp_path / "demo" / "letters.txt"
    kept.parent.mkdir()
    kept.write_text("mine")
    assert refused(actionday(tmp_path, "demo"), str(tmp_path / "demo"))
    assert kept.read_text() == "mine"
