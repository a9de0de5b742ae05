"""Several of our processes share one server, and the last one stops it."""

import os
import signal
from pathlib import Path

from .conftest import begin, ends, run

HOLD = "print(pid(), flush=True); sys.stdin.readline()"


def test_two_that_start_at_once_share_one_server(fresh: Path) -> None:
    first, second = begin(fresh, HOLD), begin(fresh, HOLD)
    pids = {int(each.stdout.readline()) for each in (first, second)}
    assert len(pids) == 1
    first.communicate("end\n")
    assert not ends(*pids)
    second.communicate("end\n")
    assert ends(*pids)


def test_a_killed_process_leaves_the_server_to_the_next(home: Path) -> None:
    killed = begin(home, HOLD)
    server = int(killed.stdout.readline())
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()
    assert not ends(server)
    assert run(home, "print(pid())") == str(server)
    assert ends(server)


def test_a_forked_child_that_lives_on_does_not_keep_the_server(home: Path) -> None:
    fork = (
        "child = os.fork()\nif child == 0:\n    os.closerange(0, 3); time.sleep(30); os._exit(0)\n"
    )
    server, child = run(home, f"{fork}print(pid(), child)").split()
    try:
        assert ends(int(server))
        assert not ends(int(child))
    finally:
        os.kill(int(child), signal.SIGKILL)


def test_ctrl_c_does_not_reach_the_server(home: Path) -> None:
    source = "print(os.getsid(pid()) != os.getsid(0), os.getpgid(pid()) != os.getpgid(0))"
    assert run(home, source) == "True True"


def test_release_stops_it_and_ensure_brings_it_back(home: Path) -> None:
    source = (
        "first = pid(); postgres.release(); print(postgres.status().running)\n"
        "postgres.ensure(); print(postgres.status().running, pid() != first)"
    )
    assert run(home, source).split() == ["False", "True", "True"]


def test_status_tells_version_size_and_place(home: Path) -> None:
    source = "s = postgres.status(); print(s.embedded, s.running, s.version, s.size, s.where)"
    embedded, running, version, size, where = run(home, source).split()
    assert (embedded, running, where) == ("True", "True", str(home / "postgres" / "data"))
    assert int(version.split(".")[0]) >= 15
    assert int(size) > 1_000_000
