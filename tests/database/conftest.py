"""Each test here has a home and real processes of its own."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENSURE = """
import os, sys, time
import psycopg
from actionday.edge import postgres
here = postgres.ensure()
"""
PID = """
def pid():
    with psycopg.connect(here.owner_url) as connection:
        (data,) = connection.execute("SHOW data_directory").fetchone()
    with open(data + "/postmaster.pid") as file:
        return int(file.readline())
"""


def environment(home: Path) -> dict[str, str]:
    """The environment of a process that lives in `home`."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return kept | {"ACTIONDAY_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}


def command(source: str) -> list[str]:
    """The command that runs `source` after `ensure()`."""
    return [sys.executable, "-W", "error", "-c", ENSURE + PID + source]


def begin(home: Path, source: str) -> subprocess.Popen[str]:
    """Start `source` in the background, its output readable and its input open."""
    return subprocess.Popen(
        command(source),
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def run(
    home: Path, source: str, extra: Mapping[str, str] | None = None, prefix: tuple[str, ...] = ()
) -> str:
    """Run `source` to its end, which must be a good one, and return what it printed."""
    done = subprocess.run(
        [*prefix, *command(source)],
        env=environment(home) | dict(extra or {}),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def fails(home: Path, extra: Mapping[str, str] | None = None, prefix: tuple[str, ...] = ()) -> str:
    """Run `ensure()`, which must end in BadInput, and return its one line."""
    source = ENSURE.replace(
        "here = postgres.ensure()",
        "from actionday.errors import BadInput\n"
        "try:\n    postgres.ensure()\nexcept BadInput as error:\n    print(error)",
    )
    done = subprocess.run(
        [*prefix, sys.executable, "-W", "error", "-c", source],
        env=environment(home) | dict(extra or {}),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    return done.stdout.strip()


def rows(home: Path) -> int:
    """Count the rows of the table that the crash tests fill."""
    return int(
        run(
            home,
            "with psycopg.connect(here.owner_url) as c:\n"
            "    print(c.execute('SELECT count(*) FROM acknowledged').fetchone()[0])",
        )
    )


def ends(pid: int) -> bool:
    """Tell whether `pid` is gone, or dead and merely not buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def clean(home: Path) -> None:
    """Stop what a test has left running."""
    stop = "from actionday.edge import postgres; postgres.stop()"
    subprocess.run([sys.executable, "-c", stop], env=environment(home), check=False, stderr=-3)


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder with a short name, open to all; the home in it is up to the test."""
    with tempfile.TemporaryDirectory(prefix="ad-", dir="/tmp", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def fresh(place: Path) -> Iterator[Path]:
    """A home that is not there yet; its server is stopped afterwards."""
    yield place / "home"
    clean(place / "home")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose database is made and stopped."""
    home = tmp_path_factory.mktemp("made") / "home"
    run(home, "")
    return home


@pytest.fixture
def home(fresh: Path, made: Path) -> Path:
    """A home of one's own with a database that does not run."""
    shutil.copytree(made, fresh)
    return fresh
