"""Whatever is killed, the next start succeeds and every acknowledged row is there."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from actionday.edge.postgres import leftovers

from .conftest import begin, ends, rows, run

COMMIT = """
connection = psycopg.connect(here.owner_url, autocommit=True)
connection.execute("CREATE TABLE IF NOT EXISTS acknowledged (n int)")
print(pid(), flush=True)
for n in range(1_000_000):
    connection.execute("INSERT INTO acknowledged VALUES (%s)", [n])
    print(n, flush=True)
"""
BUSY = """
import threading
def work():
    with psycopg.connect(here.owner_url) as other:
        other.execute("SELECT count(*) FROM generate_series(1, 99999) a, generate_series(1, 99999)")
threading.Thread(target=work, daemon=True).start()
"""


def acknowledged(text: str) -> int:
    """Count the whole lines that arrived before the end."""
    return len(text.rpartition("\n")[0].splitlines())


def test_our_process_is_killed_while_committing(home: Path) -> None:
    writer = begin(home, COMMIT)
    server = int(writer.stdout.readline())
    time.sleep(0.3)
    os.kill(writer.pid, signal.SIGKILL)
    seen = acknowledged(writer.communicate()[0])
    assert seen > 0
    assert rows(home) >= seen
    assert ends(server)


def test_the_postmaster_is_killed_with_a_busy_backend(home: Path) -> None:
    writer = begin(home, BUSY + COMMIT)
    server = int(writer.stdout.readline())
    time.sleep(0.5)
    os.kill(writer.pid, signal.SIGKILL)
    os.kill(server, signal.SIGKILL)
    seen = acknowledged(writer.communicate()[0])
    assert seen > 0
    assert leftovers.processes_in(home / "postgres" / "data"), "no orphan, nothing to prove"
    began = time.monotonic()
    assert rows(home) >= seen
    assert time.monotonic() - began < 10


def test_the_same_process_gets_its_server_back(home: Path) -> None:
    source = """
before = pid(); os.kill(before, 9); time.sleep(0.05)
postgres.ensure(); print(pid() != before)
"""
    assert run(home, source) == "True"


@pytest.mark.parametrize("pid", ["1", str(os.getpid()), "4194303", "nonsense"])
def test_a_stale_pid_file_with_somebody_elses_pid(home: Path, pid: str) -> None:
    data = run(home, "print(postgres.status().where)")
    stale = f"{pid}\n{data}\n1\n5432\n{home}/run\n\n  1 1\nready\n"
    (Path(data) / "postmaster.pid").write_text(stale)
    (home / "run" / ".s.PGSQL.5432.lock").write_text(stale)
    assert run(home, "print(postgres.status().running)") == "True"
    os.kill(os.getpid(), 0)


def test_a_dead_socket_is_not_a_live_server(home: Path) -> None:
    run(home, "pass")
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(home / "run" / ".s.PGSQL.5432"))
    assert run(home, "print(postgres.status().running)") == "True"


def test_an_initdb_killed_half_way_is_done_again(fresh: Path) -> None:
    started = begin(fresh, "")
    folder = fresh / "postgres"
    deadline = time.monotonic() + 20
    while not list(folder.glob("making-*/PG_VERSION")) and time.monotonic() < deadline:
        time.sleep(0.005)
    os.kill(started.pid, signal.SIGKILL)
    started.communicate()
    assert not (folder / "data").exists()
    assert run(fresh, "print(postgres.status().running)") == "True"
    assert not list(folder.glob("making-*"))


def test_a_shell_in_the_data_directory_is_left_alone(home: Path) -> None:
    data = run(home, "print(postgres.status().where)")
    with subprocess.Popen(["sleep", "30"], cwd=data) as bystander:
        run(home, "os.kill(pid(), 9); time.sleep(0.05); postgres.ensure()")
        assert bystander.poll() is None
        bystander.kill()
