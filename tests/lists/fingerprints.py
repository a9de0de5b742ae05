"""Invented fingerprints, and files made of them."""

import hashlib
import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from actionday.__main__ import main

BANNER = "0f" * 32
LOGO = "1e" * 32
CLIP = "2d" * 32


def fingerprint(number: int) -> str:
    """Return an invented 256-bit value."""
    return hashlib.sha256(f"fingerprint {number}".encode()).hexdigest()


def actionday(*arguments: str | Path) -> tuple[int, list[dict[str, Any]], str]:
    """Run the command in this process: its exit status, its lines, what it said on stderr."""
    out, error = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(error):
        status = main([str(each) for each in arguments])
    return status, [json.loads(line) for line in out.getvalue().splitlines()], error.getvalue()


def actionday_process(*arguments: str | Path) -> tuple[int, str, str]:
    """Run the command as a person does: its exit status, what it printed, what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "actionday", *map(str, arguments)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def listed(name: str) -> dict[str, Any]:
    """Return a list's own line of `actionday list show`."""
    status, lines, said = actionday("list", "show", name)
    assert status == 0, said
    return lines[0]
