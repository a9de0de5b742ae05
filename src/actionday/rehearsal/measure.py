"""One rehearsal, measured from outside: its time, and the CPU and memory of all its processes.

We become the reaper of every descendant (`PR_SET_CHILD_SUBREAPER`), so that the CPU time of those
that outlive their parent (the database's server) is counted by the kernel with the rest.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
import threading
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from actionday.errors import BadInput

PR_SET_CHILD_SUBREAPER = 36
EVERY_S = 2.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What one day took: `day_s` from the first submission to the report, `media_s` before it."""

    day_s: float
    media_s: float
    cpu_s_a_piece: float
    peak_memory_mb: float


def measure(items: int, home: Path) -> Measured:
    """Run `actionday demo --items ITEMS` in `home` and measure it; Linux only."""
    if sys.platform != "linux":
        raise BadInput(_("this is measured from /proc, which only Linux has"))
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    before = cpu_of_children()
    peak, status = run_watched(items, home)
    reap()
    if status != 0:
        raise BadInput(_("the rehearsal failed: see %(log)s") % {"log": home / "demo.log"})
    took = json.loads((home / "demo" / "timings.json").read_text())
    return Measured(
        day_s=took["day_s"],
        media_s=took["media_s"],
        cpu_s_a_piece=(cpu_of_children() - before) / items,
        peak_memory_mb=peak / 2**20,
    )


def run_watched(items: int, home: Path) -> tuple[int, int]:
    """Run the demo; return the highest memory of the whole family of processes, and its status."""
    command = [sys.executable, "-m", "actionday", "demo", "--items", str(items), "--no-serve"]
    environment = os.environ | {"ACTIONDAY_HOME": str(home)}
    peak = 0
    with (home / "demo.log").open("wb") as log:
        demo = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        tick = threading.Event()
        while demo.poll() is None:
            peak = max(peak, sum(memory(pid) for pid in descendants(os.getpid())))
            tick.wait(EVERY_S)
    return peak, demo.returncode


def reap() -> None:
    """Wait for whoever was left to us, so that their CPU time is counted."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def cpu_of_children() -> float:
    """Return the CPU seconds of all descendants that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def descendants(root: int) -> list[int]:
    """Return the ids of all processes below `root`."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, IndexError):
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found: list[int] = []
    todo = [root]
    while todo:
        todo += (below := children.get(todo.pop(), []))
        found += below
    return found


def memory(pid: int) -> int:
    """Return a process's memory in bytes, shared pages by their share (PSS)."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next(
        (int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:")), 0
    )
