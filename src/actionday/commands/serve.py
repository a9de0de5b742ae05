"""`actionday serve`: the site and the API, with the worker beside them and the database in view."""

import argparse
import errno
import ipaddress
import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from gettext import gettext as _
from typing import Any

from actionday.edge import postgres
from actionday.edge.child import Child, end_with
from actionday.errors import BadInput

SUMMARY = _("serve the site and the API, and run the worker")
TARGET = "actionday.wsgi:application"
THREADS = 8
"""Requests that one process answers at once; more wait for their turn."""

MOST_PROCESSES = 4
THREADS_REST_S = 600
BACKLOG = 1024
KILL_AFTER_S = 10
LOOK_EVERY_S = 1.0
DATABASE_EVERY_S = 2.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 30.0
STEADY_S = 60.0
"""A worker that lived so long was well: the next pause is the first one again."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--host", default="127.0.0.1", help=_("address (default %(default)s)"))
    parser.add_argument("--port", type=int, default=8000, help=_("port (default %(default)s)"))
    parser.add_argument(
        "--no-worker", action="store_true", help=_("leave the jobs to `actionday work` elsewhere")
    )
    parser.add_argument(
        "--only", choices=["match"], help=_("serve matching alone: no site, no days, no jobs")
    )


def run(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C."""
    check_address(args.host, args.port)
    if args.only:
        os.environ["ACTIONDAY_ONLY"] = args.only
    from actionday.boot import boot

    boot(migrate=True)
    from django.db import connections

    connections.close_all()
    os.environ.setdefault("ACTIONDAY_HOSTS", f"{args.host},127.0.0.1,localhost,[::1]")
    no_jobs = args.no_worker or args.only
    keeper = Keeper([] if no_jobs else [Kept(worker()) for _nth in range(processes())])
    keeper.start()
    try:
        return serve(args.host, args.port)
    finally:
        keeper.end()


def check_address(host: str, port: int) -> None:
    """Refuse an address that is taken, or that the demo must not listen on."""
    if os.environ.get("ACTIONDAY_DEMO") == "1" and not is_loopback(host):
        raise BadInput(
            _("--host %(host)s: the demo has known passwords and listens on loopback only")
            % {"host": host}
        )
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (OSError, OverflowError) as error:
        raise BadInput(why_not(host, port, error)) from error


def why_not(host: str, port: int, error: Exception) -> str:
    """Return one line on why an address cannot be listened on."""
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return _("port %(port)d is in use: stop what listens there, or choose another --port") % {
            "port": port
        }
    why = error.strerror if isinstance(error, OSError) else error
    return _("cannot listen on %(host)s port %(port)d: %(why)s") % {
        "host": host,
        "port": port,
        "why": why,
    }


def is_loopback(host: str) -> bool:
    """Say whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def processes() -> int:
    """Return how many web processes, and how many workers, use this machine well."""
    return min(MOST_PROCESSES, os.cpu_count() or 1)


def worker() -> Child:
    """Return a worker, not yet started."""
    return Child([sys.executable, "-m", "actionday", "work"])


def serve(host: str, port: int) -> int:
    """Run the HTTP server in the main thread; it starts its own processes."""
    import multiprocessing

    from granian.constants import Interfaces
    from granian.server import Server

    # A forked process would inherit the locks of our threads and the database's connections.
    multiprocessing.set_start_method("spawn", force=True)
    server = Server(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes(),
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=THREADS_REST_S,
        backlog=BACKLOG,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_AFTER_S,
        log_enabled=False,
        websockets=False,
    )
    server.on_startup(partial(say_where, host, port))
    server.serve(target_loader=partial(load, os.getpid()), wrap_loader=False)
    return 0


def load(parent: int) -> Callable[..., Any]:
    """Return the application; runs in a web process, which must not outlive the server."""
    end_with(parent)
    from actionday.wsgi import application

    return application


def say_where(host: str, port: int) -> None:
    """Print where the site is."""
    name = f"[{host}]" if ":" in host else host
    print(_("Actionday listens on http://%(at)s/") % {"at": f"{name}:{port}"}, flush=True)


@dataclass
class Kept:
    """A child that is started again when it ends, each time after a longer pause."""

    child: Child
    pause_s: float = FIRST_PAUSE_S
    since: float = 0.0
    due: float = field(default=0.0)

    def look(self, now: float) -> None:
        """Start it if it is due; when it has ended, say so and plan the next start."""
        if self.child.process is None:
            if now >= self.due:
                self.child.start()
                self.since = now
            return
        status = self.child.ended()
        if status is not None:
            self.plan(now, status)

    def plan(self, now: float, status: int) -> None:
        """Set when it starts again."""
        self.pause_s = FIRST_PAUSE_S if now - self.since > STEADY_S else self.pause_s
        print(
            _("a worker ended (status %(status)d); another starts in %(pause).1f s")
            % {"status": status, "pause": self.pause_s},
            file=sys.stderr,
            flush=True,
        )
        self.child.process, self.due = None, now + self.pause_s
        self.pause_s = min(self.pause_s * 2, LONGEST_PAUSE_S)


class Keeper(threading.Thread):
    """Keeps workers and the embedded database alive until `end`."""

    def __init__(self, workers: list[Kept]) -> None:
        super().__init__(name="keeper", daemon=True)
        self.workers = workers
        self.over = threading.Event()
        self.looked_at = float("-inf")
        self.trouble = ""

    def run(self) -> None:
        """Look after everything, again and again; the workers end with this thread."""
        while not self.over.is_set():
            now = time.monotonic()
            if now - self.looked_at >= DATABASE_EVERY_S:
                self.keep_database()
                self.looked_at = time.monotonic()
            for each in self.workers:
                each.look(now)
            self.over.wait(LOOK_EVERY_S)
        for each in self.workers:
            each.child.ask_to_end()
        for each in self.workers:
            each.child.stop()

    def keep_database(self) -> None:
        """Start the embedded database again if it is gone; say once why that fails."""
        if os.environ.get("ACTIONDAY_DATABASE_URL"):
            return
        try:
            postgres.ensure()
            self.trouble = ""
        except BadInput as error:
            if str(error) != self.trouble:
                print(f"actionday serve: {error}", file=sys.stderr, flush=True)
            self.trouble = str(error)

    def end(self) -> None:
        """End the workers, and wait for them."""
        self.over.set()
        self.join()
