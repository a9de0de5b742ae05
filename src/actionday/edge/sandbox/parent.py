"""Our end of one warm parent: starts it, sends it files, notices when it is gone."""

import contextlib
import json
import os
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from . import walls
from .limits import Limits

START_S = 60
SLACK_S = 5
"""Beyond the child's own limit; after that the parent itself is taken for hung."""
ANSWER_LIMIT = 64 << 20


class Gone(Exception):
    """The warm parent has died or hangs; the file was not examined."""


class TooLong(Exception):
    """The child's answer is longer than any honest one."""


class NotReady(Exception):
    """The warm parent did not come up; the text says why."""


def start(target: str, limits: Limits) -> "Parent":
    """Start a warm parent, in bubblewrap if that is here and permitted.

    Raises RuntimeError if there is no starting it.
    """
    outbox = Path(tempfile.mkdtemp(prefix="actionday-sandbox-"))
    try:
        with contextlib.suppress(NotReady):
            if wrapped := walls.bubblewrap(target, outbox):
                return Parent(target, limits, outbox, wrapped)
        return Parent(target, limits, outbox, [])
    except NotReady as error:
        shutil.rmtree(outbox, ignore_errors=True)
        raise RuntimeError(f"the sandbox does not start: {error}") from error


class Parent:
    """One warm parent, started behind the command `prefix`. Several threads may use it at once.

    `walls` names what stands around its children. Raises `NotReady`.
    """

    def __init__(self, target: str, limits: Limits, outbox: Path, prefix: list[str]) -> None:
        self.limits = limits
        self.outbox = outbox
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        order = {
            "target": target,
            "limits": asdict(limits),
            "readable": [str(path) for path in walls.readable(target)],
            "network_is_cut": bool(prefix),
            "outbox": str(outbox),
        }
        with tempfile.TemporaryFile() as errors, theirs:
            self.process = subprocess.Popen(
                [*prefix, sys.executable, "-m", f"{__package__}.server", json.dumps(order)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env=walls.environment(target),
                cwd="/",
                start_new_session=True,
            )
            theirs.close()
            found = self._ready(errors)
        self.walls = (*(["bubblewrap"] if prefix else []), *found)

    def _ready(self, errors: IO[bytes]) -> list[str]:
        """Wait until the decoders are imported; return the names of the walls."""
        self.control.settimeout(START_S)
        try:
            message = json.loads(self.control.recv(65536) or b"{}")
        except TimeoutError:
            message = {"failed": "it does not answer"}
        self.control.settimeout(SLACK_S)
        if "walls" in message:
            return list(message["walls"])
        self._end_process()
        errors.seek(0)
        said = message.get("failed", "") + errors.read(2000).decode(errors="replace")
        raise NotReady(said.strip())

    def examine(self, source: int, out: Path | None) -> tuple[bytes, dict[str, Any]]:
        """Have the file open on `source` examined; return the child's answer and how it ended.

        Raises `Gone` or `TooLong`.
        """
        answer, answer_end = os.pipe()
        verdict, verdict_end = os.pipe()
        deadline = time.monotonic() + self.limits.wall_s + SLACK_S
        try:
            try:
                request = json.dumps({"out": str(out) if out else None}).encode()
                socket.send_fds(self.control, [request], [source, answer_end, verdict_end])
            except OSError as error:
                raise Gone from error
            finally:
                os.close(answer_end)
                os.close(verdict_end)
            text = read_all(answer, deadline)
            ending = read_all(verdict, deadline)
        finally:
            os.close(answer)
            os.close(verdict)
        if not ending:
            raise Gone
        return text, json.loads(ending)

    def forget(self) -> None:
        """In a forked child: leave the parent to the process that started it."""
        self.control.close()
        self.process.returncode = 0  # not our child: nothing to wait for

    def close(self) -> None:
        """End it, with all its children."""
        self._end_process()
        shutil.rmtree(self.outbox, ignore_errors=True)

    def _end_process(self) -> None:
        self.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(SLACK_S)
        self.process.kill()
        self.process.wait()


def read_all(pipe: int, deadline: float) -> bytes:
    """Read `pipe` to its end. Raises `Gone` at the deadline, `TooLong` at the limit."""
    parts: list[bytes] = []
    length = 0
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    while True:
        if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
            raise Gone
        part = os.read(pipe, 1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)
        length += len(part)
        if length > ANSWER_LIMIT:
            raise TooLong
