"""The warm parent inside the sandbox: imports the decoders once, forks one child a file.

It never opens a file itself. Requests come as JSON over a socket that is its standard input, each
with three descriptors: the file, the pipe for the child's answer, the pipe for our verdict on how
the child ended. When the socket closes, because whoever started us is gone, all ends.
"""

import gc
import importlib
import json
import os
import selectors
import shutil
import signal
import socket
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import child, confine
from .limits import Limits

MESSAGE = 65536


@dataclass(slots=True)
class Running:
    """One child: a handle that becomes readable when it ends, and when it must have."""

    pid: int
    handle: int
    verdict: int
    deadline: float
    late: bool = False


class Server:
    """Serves requests from `control` until it closes."""

    def __init__(self, control: socket.socket, order: dict[str, Any]) -> None:
        self.control = control
        self.limits = Limits(**order["limits"])
        self.running: dict[int, Running] = {}
        self.selector = selectors.DefaultSelector()
        self.selector.register(control, selectors.EVENT_READ)
        readable = [Path(path) for path in order["readable"]]
        self.duty = child.Duty(load(order["target"]), self.limits, readable)

    def serve(self) -> None:
        """Answer requests until the other side is gone."""
        open_for_more = True
        while open_for_more:
            for key, _events in self.selector.select(self.patience()):
                if key.fileobj is self.control:
                    open_for_more = self.accept()
                else:
                    self.bury(self.running[key.fd])
            self.end_the_late()
        self.end_all()

    def patience(self) -> float | None:
        """Return the seconds until the next child is late."""
        waiting = [each.deadline for each in self.running.values() if not each.late]
        return max(0.0, min(waiting) - time.monotonic()) if waiting else None

    def accept(self) -> bool:
        """Take one request and fork its child; False if nobody is there any more."""
        message, handles, _flags, _address = socket.recv_fds(self.control, MESSAGE, 3)
        if not message:
            return False
        source, answer, verdict = handles
        out = json.loads(message)["out"]
        pid = os.fork()
        if pid == 0:
            child.live(self.duty, Path(out) if out else None, source, answer)
        os.close(source)
        os.close(answer)
        handle = os.pidfd_open(pid)
        self.running[handle] = Running(pid, handle, verdict, time.monotonic() + self.limits.wall_s)
        self.selector.register(handle, selectors.EVENT_READ)
        return True

    def end_the_late(self) -> None:
        """Kill every child that has taken too long; its end is noticed like any other."""
        now = time.monotonic()
        for each in self.running.values():
            if not each.late and each.deadline <= now:
                each.late = True
                os.kill(each.pid, signal.SIGKILL)

    def bury(self, each: Running) -> None:
        """Take leave of a child that has ended, of whatever it left, and tell how it ended."""
        self.selector.unregister(each.handle)
        del self.running[each.handle]
        status = os.waitpid(each.pid, 0)[1]
        self.end_orphans()
        verdict = {"code": os.waitstatus_to_exitcode(status), "late": each.late}
        os.write(each.verdict, json.dumps(verdict).encode())
        os.close(each.verdict)
        os.close(each.handle)

    def end_orphans(self) -> None:
        """Kill the processes that a child left behind: we have inherited them."""
        known = {each.pid for each in self.running.values()}
        while orphans := children() - known:
            for pid in orphans:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)

    def end_all(self) -> None:
        """Kill every child."""
        for each in self.running.values():
            os.kill(each.pid, signal.SIGKILL)
        self.running.clear()
        self.end_orphans()


def children() -> set[int]:
    """Return the pids of our children."""
    listing = Path(f"/proc/self/task/{os.getpid()}/children")
    return {int(pid) for pid in listing.read_text().split()} if listing.exists() else set()


def load(target: str) -> child.Target:
    """Import the function named `module:function`."""
    module, name = target.split(":")
    function: child.Target = getattr(importlib.import_module(module), name)
    return function


def main() -> None:
    """Confine ourselves, import the decoders, say so, serve."""
    control = socket.socket(fileno=os.dup(0))
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    order = json.loads(sys.argv[1])
    alone = order["network_is_cut"] or confine.leave_network()
    confine.adopt_orphans()
    try:
        server = Server(control, order)
    except Exception:
        control.send(json.dumps({"failed": traceback.format_exc(limit=-3)}).encode())
        return
    os.dup2(0, 2)
    gc.freeze()  # the collector would otherwise touch, and so copy, every page in each child
    walls = [*(["no network"] if alone else []), *confine.walls()]
    control.send(json.dumps({"walls": walls}).encode())
    server.serve()
    # Who started us may have been killed: nothing that was taken from evidence stays behind.
    shutil.rmtree(order["outbox"], ignore_errors=True)


if __name__ == "__main__":
    main()
