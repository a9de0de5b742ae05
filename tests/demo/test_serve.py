"""`actionday serve` keeps its worker and its database alive, and leaves nobody behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from actionday.rehearsal.measure import descendants
from tests.running import free_port, wait_for

RESCUED = """
    INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)
    VALUES ('default', 'refer', '{"item": "00000000-0000-0000-0000-000000000000"}', 'doing')
    RETURNING id
"""


class Served:
    """A running `actionday serve` with a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "actionday", "serve", "--port", str(self.port)],
            env=os.environ | {"ACTIONDAY_HOME": str(home)},
        )

    def ready(self) -> None:
        wait_for(f"http://127.0.0.1:{self.port}/readyz", self.process, 60)

    def below(self, words: str) -> list[int]:
        """Return the processes below it whose command line has these words."""
        return [pid for pid in descendants(self.process.pid) if words in command_line(pid)]

    def sockets(self) -> Path:
        return self.home / "run"


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def runs(pid: int) -> bool:
    """Say whether the process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def soon(what: Callable[[], object], seconds: float = 40) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    made = Served(tmp_path)
    try:
        made.ready()
        assert soon(lambda: made.below("actionday work"))
        yield made
    finally:
        made.process.terminate()
        made.process.wait(40)
        stop_database(tmp_path)


def stop_database(home: Path) -> None:
    """Stop the server that a killed `serve` could not stop."""
    command = "from actionday.edge import postgres; postgres.stop()"
    environment = os.environ | {"ACTIONDAY_HOME": str(home)}
    subprocess.run([sys.executable, "-c", command], env=environment, check=True)


def database(served: Served) -> psycopg.Connection[tuple[int]]:
    return psycopg.connect(
        f"host={served.sockets()} user=actionday_serving dbname=actionday", autocommit=True
    )


def test_a_killed_worker_is_replaced_and_its_jobs_are_done(served: Served) -> None:
    first = served.below("actionday work")
    for pid in first:
        os.kill(pid, signal.SIGKILL)
    with database(served) as connection:
        job = connection.execute(RESCUED).fetchone()

        def is_gone() -> bool:
            row = connection.execute("SELECT id FROM procrastinate_jobs WHERE id = %s", job)
            return row.fetchone() is None

        assert soon(is_gone)
    assert set(served.below("actionday work")).isdisjoint(first)


def test_a_killed_database_comes_back(served: Served) -> None:
    postmaster = int((served.home / "postgres/data/postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
    assert soon(lambda: not runs(postmaster))
    served.ready()
    with database(served) as connection:
        row = connection.execute("SELECT count(*) FROM django_migrations").fetchone()
    assert row is not None
    assert row[0] > 0


def test_it_ends_with_all_of_its_processes(served: Served) -> None:
    processes = descendants(served.process.pid)
    assert len(processes) > 2
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(40) == 0
    assert soon(lambda: not any(runs(pid) for pid in processes), 5)
    assert not (served.home / "postgres/data/postmaster.pid").exists()


def test_killed_it_leaves_no_worker_and_no_site(served: Served) -> None:
    ours = [pid for pid in descendants(served.process.pid) if "python" in command_line(pid)]
    served.process.kill()
    served.process.wait()
    assert soon(lambda: not any(runs(pid) for pid in ours))
