"""Tests with the software of others. What can be had without a compiler is in the extra `test` and
tested always. `tx` needs pdqhash and weighted-levenshtein, OASIS's validator needs cpe, which come
as source only: their tests are collected only where they are installed, or where ACTIONDAY_TX and
ACTIONDAY_STIX2_VALIDATOR say where the commands are."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

NEEDS = {
    "tx": ("threatexchange", "pdqhash", "weighted_levenshtein", "dacite"),
    "stix2_validator": ("stix2validator", "cpe"),
}


def command(name: str) -> Path | None:
    """Return the path of a command that works here."""
    if given := os.environ.get(f"ACTIONDAY_{name.upper()}"):
        return Path(given)
    found = shutil.which(name) if all(find_spec(each) for each in NEEDS[name]) else None
    return Path(found) if found else None


TESTS = {"tx": "test_tx.py", "stix2_validator": "test_stix_validator.py"}
collect_ignore = [file for name, file in TESTS.items() if command(name) is None]


@pytest.fixture
def tx() -> Path:
    found = command("tx")
    assert found
    return found


@pytest.fixture
def stix_validator() -> Path:
    found = command("stix2_validator")
    assert found
    return found
