"""OASIS's own validator accepts our export, its best practices too."""

import subprocess
from pathlib import Path

import pytest

from actionday.media.listfile import Head
from tests.interop.test_stix import HEADS, exported


def judged(validator: Path, path: Path) -> tuple[int, str]:
    """Return the validator's status and what it said; `--strict` makes faults of warnings."""
    done = subprocess.run(
        [validator, "--version", "2.1", "--strict", path],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head.name)
def test_the_validator_accepts_our_export(stix_validator: Path, tmp_path: Path, head: Head) -> None:
    status, said = judged(stix_validator, exported(tmp_path / "list.json", head))
    assert status == 0, said
    assert "Valid" in said


def test_the_validator_refuses_a_bundle_that_is_wrong(stix_validator: Path, tmp_path: Path) -> None:
    path = exported(tmp_path / "list.json")
    path.write_text(path.read_text().replace("[file:hashes", "[file;hashes", 1))
    assert judged(stix_validator, path)[0] != 0
