"""Many look at the board of a day at once, as browsers do; what that costs, from outside.

First while nothing happens on the day, then while something happens five times a second.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path

from actionday.errors import BadInput
from actionday.rehearsal.measure import descendants

EVERY_S, FOR_S, SETTLE_S = 2.0, 20.0, 4.0
HAPPENS_EVERY_S = 0.2
STARTS_IN_S = 120
THREADS = 20
Figures = dict[tuple[str, str], float]


@dataclass
class Viewer:
    """One person with the board open: a session, a connection, the tag of what they see."""

    port: int
    path: str
    cookie: str
    tag: str = ""
    took_s: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    connection: http.client.HTTPConnection | None = None

    def ask(self) -> None:
        """Ask once whether the board has changed."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": self.cookie, "If-None-Match": self.tag, "HX-Request": "true"}
        begun = time.perf_counter()
        self.connection.request("GET", self.path, headers=headers)
        answer = self.connection.getresponse()
        answer.read()
        self.took_s.append(time.perf_counter() - begun)
        self.statuses.append(answer.status)
        self.tag = answer.headers.get("ETag", "")
        if answer.status in (200, 304) and not self.tag:
            raise BadInput(_("what was answered is no board: the viewer is not let in"))


def watch(items: int, viewers: int, home: Path) -> dict[str, Figures]:
    """Rehearse a day of so many finds, open its board for so many, and measure."""
    play(items, home)
    os.environ |= {"ACTIONDAY_HOME": str(home / "demo"), "ACTIONDAY_DEMO": "1"}
    from actionday.boot import boot

    boot()
    port = free_port()
    cookies, path, log = sign_in(viewers)
    people = [Viewer(port, path, cookie) for cookie in cookies]
    with site(port) as server:
        quiet = look(people, server)
        with happening(log):
            busy = look(people, server)
    return {"quiet": quiet, "busy": busy}


def play(items: int, home: Path) -> None:
    """Rehearse the day whose board is looked at."""
    command = [sys.executable, "-m", "actionday", "demo", "--items", str(items), "--no-serve"]
    with (home / "demo.log").open("wb") as log:
        ended = subprocess.run(
            command,
            env=os.environ | {"ACTIONDAY_HOME": str(home)},
            stdout=log,
            stderr=log,
            check=False,
        )
    if ended.returncode != 0:
        raise BadInput(_("the rehearsal failed: see %(log)s") % {"log": home / "demo.log"})


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def sign_in(viewers: int) -> tuple[list[str], str, int]:
    """Return a session's cookie for each viewer, the address that they poll, and the day's log."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from actionday.accounts.sessions import BEGAN, SEEN
    from actionday.cases.models import ActionDay
    from actionday.tenancy.acting import THE_PROGRAM, acting_as
    from actionday.tenancy.models import Member

    with acting_as(THE_PROGRAM):
        day = ActionDay.objects.get()
        members = list(Member.objects.filter(unit__parts__day=day, is_active=True))
        cookies = []
        for nth in range(viewers):
            member = members[nth % len(members)]
            session = SessionStore()
            session[SESSION_KEY] = str(member.pk)
            session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
            session[HASH_SESSION_KEY] = member.get_session_auth_hash()
            session[BEGAN] = session[SEEN] = time.time()
            session.create()
            cookies.append(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")
    return cookies, f"/days/{day.slug}/board/live/", day.log_id


@contextmanager
def site(port: int) -> Iterator[int]:
    """Run the site alone; yields the id of its process."""
    command = [sys.executable, "-m", "actionday", "serve", "--no-worker", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_for(port, server)
        yield server.pid
    finally:
        server.terminate()
        server.wait(30)


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the site answers."""
    until = time.monotonic() + STARTS_IN_S
    while time.monotonic() < until and server.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise BadInput(_("the site did not start"))


@contextmanager
def happening(log: int) -> Iterator[None]:
    """Let something happen on the day, again and again."""
    over = threading.Event()
    thread = threading.Thread(target=happen, args=(log, over))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def happen(log: int, over: threading.Event) -> None:
    """Add an entry that changes no figure, until it is over."""
    from actionday.ledger.log import Event, append
    from actionday.tenancy.acting import THE_PROGRAM, acting_as

    while not over.wait(HAPPENS_EVERY_S):
        with acting_as(THE_PROGRAM):
            append(log, [Event("bench.ticked", "0" * 32, {})])


def look(people: list[Viewer], server: int) -> Figures:
    """Have everybody look for a while; the first seconds do not count."""
    poll(people, SETTLE_S)
    for each in people:
        each.took_s.clear()
        each.statuses.clear()
    before, begun = cpu_s(server), time.monotonic()
    poll(people, FOR_S)
    for_s = time.monotonic() - begun
    spent = {name: s - before[name] for name, s in cpu_s(server).items()}
    took = [s for each in people for s in each.took_s]
    statuses = [status for each in people for status in each.statuses]
    if set(statuses) - {200, 304}:
        raise BadInput(_("the board answered %(status)d") % {"status": max(statuses)})
    return {
        ("web_cores", "cores"): spent["web"] / for_s,
        ("database_cores", "cores"): spent["database"] / for_s,
        ("polls_a_second", "1/s"): len(took) / for_s,
        ("unchanged_share", "share"): statuses.count(304) / len(statuses),
        ("median_ms", "ms"): 1000 * statistics.median(took),
        ("p95_ms", "ms"): 1000 * statistics.quantiles(took, n=20)[-1],
    }


def poll(people: list[Viewer], for_s: float) -> None:
    """Have everybody ask every two seconds, spread evenly, for so long."""
    begun = time.monotonic()

    def some(nth: int) -> None:
        mine = people[nth::THREADS]
        for turn in range(round(for_s / EVERY_S)):
            for place, each in enumerate(mine):
                at = (turn + (place + nth / THREADS) / len(mine)) * EVERY_S
                time.sleep(max(0.0, begun + at - time.monotonic()))
                each.ask()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(some, range(min(THREADS, len(people)))))
    time.sleep(max(0.0, begun + for_s - time.monotonic()))


def cpu_s(server: int) -> dict[str, float]:
    """Return the CPU seconds so far of the web processes, and of the database's on this machine."""
    web = sum(cpu_of(pid) for pid in [server, *descendants(server)] if name_of(pid) != "postgres")
    data = str(Path(os.environ["ACTIONDAY_HOME"]).resolve())
    everybody = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    ours = [pid for pid in everybody if name_of(pid) == "postgres" and cwd_of(pid).startswith(data)]
    return {"web": web, "database": sum(cpu_of(pid) for pid in ours)}


def cpu_of(pid: int) -> float:
    """Return the CPU seconds of a process."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def name_of(pid: int) -> str:
    """Return the name of a process."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def cwd_of(pid: int) -> str:
    """Return the working directory of a process: the data's folder, of the database."""
    try:
        return str(Path(f"/proc/{pid}/cwd").readlink())
    except OSError:
        return ""
