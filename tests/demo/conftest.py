"""Real rehearsals, each in a home of its own, side by side."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.running import free_port

PATIENCE_S = 300


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A finished demo: its exit status, what it printed, and where its report is."""

    status: int
    said: str
    out: Path

    @property
    def report(self) -> dict[str, Any]:
        report: dict[str, Any] = json.loads((self.out / "report.json").read_text())
        return report


def start(folder: Path, *args: str) -> subprocess.Popen[str]:
    """Start `actionday demo` with a home and a folder for the report below `folder`."""
    command = [sys.executable, "-m", "actionday", "demo", "--no-serve", *args]
    return subprocess.Popen(
        [*command, "--out", str(folder / "out"), "--port", str(free_port())],
        env=os.environ | {"ACTIONDAY_HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture(scope="session")
def rehearsals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rehearsed]:
    """Three demos: one, the same again, and one with other people and another seed."""
    wanted = {
        "one": ("--items", "60", "--units", "3"),
        "again": ("--items", "60", "--units", "3"),
        "other": ("--items", "40", "--units", "2", "--seed", "7"),
    }
    folders = {name: tmp_path_factory.mktemp(name) for name in wanted}
    running = {name: start(folders[name], *args) for name, args in wanted.items()}
    said = {name: demo.communicate(timeout=PATIENCE_S)[0] for name, demo in running.items()}
    return {
        name: Rehearsed(demo.returncode, said[name], folders[name] / "out")
        for name, demo in running.items()
    }
