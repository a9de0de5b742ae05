"""The processes of a data directory, found through /proc, and how to end them.

A postmaster that was killed leaves busy backends behind, and its pid may by now be anybody's. So a
process counts as one of the server's only if it runs `postgres`, belongs to the owner of the data,
and works in the data directory itself (compared by inode: a user namespace shows other paths).
"""

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path


def processes_in(data: Path) -> list[int]:
    """Return the pids of the living server processes that work in `data`."""
    try:
        facts = data.stat()
    except FileNotFoundError:
        return []
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and _works_in(entry, data, facts)
    ]


def postmaster(data: Path) -> int | None:
    """Return the pid in `postmaster.pid` if that process is alive and really the server's."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if _works_in(Path(f"/proc/{pid}"), data, data.stat()) else None


def end(data: Path, patience: float = 10) -> None:
    """End every process of `data`: a living postmaster is asked first, the rest are killed."""
    pid = postmaster(data)
    if pid:
        send(data, pid, signal.SIGINT)
        wait_until(lambda: not processes_in(data), patience)
    for pid in processes_in(data):
        send(data, pid, signal.SIGKILL)
    wait_until(lambda: not processes_in(data), patience)


def send(data: Path, pid: int, what: signal.Signals) -> None:
    """Signal `pid`, but only if it is still one of the server's."""
    with contextlib.suppress(ProcessLookupError), _pidfd(pid) as handle:
        if _works_in(Path(f"/proc/{pid}"), data, data.stat()):
            signal.pidfd_send_signal(handle, what)


def wait_until(done: Callable[[], bool], patience: float) -> bool:
    """Wait at most `patience` seconds for `done`; tell whether it came."""
    deadline = time.monotonic() + patience
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.005)
    return True


def _works_in(process: Path, data: Path, facts: os.stat_result) -> bool:
    try:
        folder = (process / "cwd").stat()
        program = (process / "exe").readlink().name
        owner = process.stat().st_uid
    except PermissionError:
        return _was_started_for(process, data)
    except OSError:  # it has ended
        return False
    same = (folder.st_dev, folder.st_ino) == (facts.st_dev, facts.st_ino)
    return same and program.startswith("postgres") and owner in (facts.st_uid, 0)


def _was_started_for(process: Path, data: Path) -> bool:
    """Know a postmaster of another user by its command line, as root in a plain container must."""
    try:
        words = (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return os.geteuid() == 0 and words[1:3] == [b"-D", os.fsencode(data)]


@contextlib.contextmanager
def _pidfd(pid: int) -> Iterator[int]:
    handle = os.pidfd_open(pid)
    try:
        yield handle
    finally:
        os.close(handle)
