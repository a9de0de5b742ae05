"""What a decoder that a hostile file has taken over might do; the file's text says which."""

import ctypes
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actionday.media.unreadable import UnreadableMedia

SCRATCH = "/var/tmp/actionday-escaped"


@dataclass
class Found:
    said: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        return self.said


def act(path: Path, out: Path | None) -> Found:
    """Do what the file says: `verb argument`."""
    verb, _, argument = path.read_text().partition(" ")
    return Found({"said": VERBS[verb](argument, out)})


def attempt(action: Any) -> str:
    """Return `done`, or the name of the error that stopped it."""
    try:
        action()
    except Exception as error:
        return type(error).__name__
    return "done"


def greet(argument: str, _out: Path | None) -> str:
    return argument


def refuse(_argument: str, _out: Path | None) -> str:
    raise UnreadableMedia("this is no picture")


def fault(_argument: str, _out: Path | None) -> str:
    raise ZeroDivisionError("oh")


def eat_memory(_argument: str, _out: Path | None) -> str:
    held = []
    while True:
        held.append(bytearray(16 << 20))


def loop(_argument: str, _out: Path | None) -> str:
    while True:
        pass


def sleep(argument: str, _out: Path | None) -> str:
    time.sleep(float(argument))
    return "awake"


def crash(_argument: str, _out: Path | None) -> str:
    ctypes.string_at(0)
    return "never"


def fork(_argument: str, _out: Path | None) -> str:
    return attempt(os.fork)


def start_a_program(_argument: str, _out: Path | None) -> str:
    return attempt(lambda: subprocess.run(["/bin/true"], check=True))


def connect(argument: str, _out: Path | None) -> str:
    host, _, port = argument.partition(":")
    return attempt(lambda: socket.create_connection((host, int(port)), timeout=2))


def connect_to_path(argument: str, _out: Path | None) -> str:
    return attempt(lambda: socket.socket(socket.AF_UNIX).connect(argument))


def read(argument: str, _out: Path | None) -> str:
    return attempt(Path(argument).read_bytes)


def write(argument: str, _out: Path | None) -> str:
    return attempt(lambda: Path(argument).write_text("escaped"))


def overwrite_source(_argument: str, _out: Path | None) -> str:
    return attempt(lambda: Path("/proc/self/fd/3").write_text("forged"))


def write_much(_argument: str, out: Path | None) -> str:
    assert out is not None
    with (out / "much").open("wb") as file:
        while True:
            file.write(bytes(1 << 20))


def answer_without_end(_argument: str, _out: Path | None) -> str:
    while True:
        os.write(4, bytes(1 << 20))


def make(argument: str, out: Path | None) -> str:
    assert out is not None
    (out / "thumb.jpg").write_text(argument)
    return "made"


def linger(argument: str, out: Path | None) -> str:
    make(argument, out)
    return sleep("20", out)


def link(argument: str, out: Path | None) -> str:
    assert out is not None
    (out / "thumb.jpg").symlink_to(argument)
    return "linked"


def kill_parent(_argument: str, _out: Path | None) -> str:
    return attempt(lambda: os.kill(os.getppid(), signal.SIGKILL))


def environment(_argument: str, _out: Path | None) -> str:
    return " ".join(sorted(os.environ))


def descriptors(_argument: str, _out: Path | None) -> str:
    return " ".join(str(fd) for fd in range(3, 64) if attempt(lambda fd=fd: os.fstat(fd)) == "done")


VERBS = {
    name: function
    for name, function in list(globals().items())
    if getattr(function, "__module__", "") == __name__ and name not in ("act", "attempt", "Found")
}
