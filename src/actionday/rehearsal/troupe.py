"""The processes of a rehearsal: Plaza, and Actionday itself; started, watched, ended."""

import json
import socket
import sys
import time
import urllib.error
import urllib.request
from gettext import gettext as _
from pathlib import Path
from types import TracebackType
from typing import Self

from actionday.edge.child import Child
from actionday.rehearsal.programme import hosts

PATIENCE_S = 60.0
FIRST_PORT = 8000


class Halted(Exception):
    """The rehearsal cannot go on; the text says why."""


def free_port(first: int = 0) -> int:
    """Return a port of loopback that nobody listens on: the first one from `first`, or any."""
    for port in range(first, first + 1000) if first else [0]:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise Halted(_("no port is free from %(first)d on") % {"first": first})


class Troupe:
    """Plaza and Actionday; leaving the context ends both, whatever has happened."""

    def __init__(self, home: Path, site: int | None) -> None:
        self.home, self.site, self.plaza = home, site or 0, 0
        self.children: dict[str, Child] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for child in self.children.values():
            child.ask_to_end()
        for child in self.children.values():
            child.stop()

    def choose_ports(self) -> None:
        """Choose free ports, where none was given, as late as can be: others look for some, too."""
        self.site = self.site or free_port(FIRST_PORT)
        self.plaza = free_port()

    def start_plaza(self, store: Path, token: str) -> None:
        """Start Plaza on its store; its desk pulls from Actionday with `token`."""
        api = f"http://127.0.0.1:{self.site}"
        command = ["-m", "actionday.rehearsal.plaza", "--store", str(store), "--api", api]
        self.start("plaza", [*command, "--port", str(self.plaza)], {"PLAZA_TOKEN": token})
        self.wait_for("plaza", f"http://127.0.0.1:{self.plaza}/terms.json")

    def start_site(self, password: str) -> None:
        """Start Actionday, which may fetch from Plaza although that is on loopback."""
        allowed = ",".join(f"{host}=127.0.0.1:{self.plaza}" for host in hosts(self.plaza))
        environment = {"ACTIONDAY_FETCH_ALLOW": allowed, "ACTIONDAY_DEMO_PASSWORD": password}
        self.start("serve", ["-m", "actionday", "serve", "--port", str(self.site)], environment)
        self.wait_for("serve", f"http://127.0.0.1:{self.site}/readyz")

    def start(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        """Start one process; what it prints goes into the home's logs."""
        (self.home / "logs").mkdir(mode=0o700, exist_ok=True)
        child = Child([sys.executable, *command], environment, self.home / "logs" / f"{name}.log")
        self.children[name] = child
        child.start()

    def wait_for(self, name: str, url: str) -> None:
        """Wait until a process answers."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            self.check()
            try:
                with urllib.request.urlopen(url, timeout=5):  # noqa: S310  (ours, on loopback)
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise Halted(_("%(name)s does not answer") % {"name": name} + self.log_of(name))

    def check(self) -> None:
        """Raise Halted if a process has ended."""
        for name, child in self.children.items():
            status = child.ended()
            if status is not None:
                raise Halted(
                    _("%(name)s ended with status %(status)d") % {"name": name, "status": status}
                    + self.log_of(name)
                )

    def log_of(self, name: str) -> str:
        """Return the end of a process's log, to be put below a message."""
        return f"\n{self.children[name].last_words()}"

    def desk(self) -> dict[str, int]:
        """Return the numbers of Plaza's moderation desk."""
        url = f"http://127.0.0.1:{self.plaza}/desk/status"
        with urllib.request.urlopen(url, timeout=10) as answer:
            numbers: dict[str, int] = json.load(answer)
        return numbers
