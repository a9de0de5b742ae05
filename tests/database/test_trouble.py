"""What cannot work says so in one line."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from .conftest import fails, run


def test_a_damaged_data_directory_names_the_log(home: Path) -> None:
    data = Path(run(home, "print(postgres.status().where)"))
    (data / "global" / "pg_control").write_bytes(b"nothing of sense")
    line = fails(home)
    assert "does not start" in line
    assert "pg_control" in line
    assert str(home / "logs" / "postgres.log") in line


def test_a_data_directory_without_its_version(home: Path) -> None:
    data = Path(run(home, "print(postgres.status().where)"))
    (data / "PG_VERSION").unlink()
    assert "damaged" in fails(home)


def test_data_of_a_version_that_is_not_here(home: Path) -> None:
    data = Path(run(home, "print(postgres.status().where)"))
    (data / "PG_VERSION").write_text("99\n")
    assert "PostgreSQL 99" in fails(home)


def test_a_home_that_cannot_be_made(place: Path) -> None:
    (place / "file").touch()
    assert str(place / "file") in fails(place / "file" / "home")


@pytest.mark.parametrize("size", ["4m", "120m"])
def test_a_full_disk(place: Path, size: str) -> None:
    own = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    mount = [
        "unshare",
        *own,
        "--mount",
        "sh",
        "-c",
        f'mount -t tmpfs -o size={size} t {place} && "$@"',
    ]
    if not shutil.which("unshare") or subprocess.run([*mount, "-", "true"], check=False).returncode:
        pytest.skip("a small file system cannot be mounted here")
    assert "the disk is full" in fails(place / "home", prefix=(*mount, "-"))
