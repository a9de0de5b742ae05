"""What matching costs through HTTP: the CPU of a lookup, and how many a core answers in bulk."""

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from actionday.commands.benches.rows import Measured, Row, note
from actionday.errors import BadInput
from actionday.rehearsal.measure import descendants
from actionday.rehearsal.viewers import cpu_of, free_port, name_of, wait_for

if TYPE_CHECKING:
    from actionday.media.codes import Codes

SUMMARY = _("matching through HTTP: CPU of one lookup, lookups a second in bulk")
SINGLE, BULK = 100_000, 1_000_000
IN_A_CALL = 1000
FOR_S = 10.0
LOOKUP = "/hma/m/raw_lookup?signal_type=pdq&signal="


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the bench's arguments."""
    parser.add_argument(
        "--single", type=int, default=SINGLE, metavar="N", help=_("entries for single lookups")
    )
    parser.add_argument(
        "--bulk", type=int, default=BULK, metavar="N", help=_("entries for lookups in bulk")
    )


def measure(args: argparse.Namespace) -> Iterator[Row]:
    """Serve a list of each size, and call it."""
    if min(args.single, args.bulk) < 1:
        raise BadInput(_("--single and --bulk must be 1 or more"))
    with served(args.single) as service:
        yield from single(service)
    with served(args.bulk) as service:
        yield from bulk(service)


@dataclass
class Service:
    """A running service, its list, and one connection to it that stays open."""

    number: int
    port: int
    pid: int
    token: str
    queries: list[str]
    import_s: float
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def call(self, method: str, path: str, body: str | None = None) -> bytes:
        """Make a call, and return what was answered; BadInput for anything but success."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise BadInput(_("the service answered %(status)d") % {"status": answer.status})
        return content

    def cpu_s(self) -> float:
        """Return the CPU seconds so far of the service, without its database."""
        ours = [self.pid, *descendants(self.pid)]
        return sum(cpu_of(pid) for pid in ours if name_of(pid) != "postgres")


def single(service: Service) -> Iterator[Row]:
    """Measure one lookup a call, beside an answer that takes no work at all."""
    at = 0

    def look() -> None:
        nonlocal at
        service.call("GET", LOOKUP + service.queries[at % len(service.queries)])
        at += 1

    bare = each_s(service, lambda: service.call("GET", "/hma/status"))
    lookup = each_s(service, look)
    case = Measured("api", "raw_lookup_cpu", service.number, "random", "ms")
    yield case.row(lookup.cpu_s * 1000, "a bare answer", bare.cpu_s * 1000)
    yield Measured("api", "raw_lookup_wall", service.number, "random", "ms").row(
        lookup.wall_s * 1000, "a bare answer", bare.wall_s * 1000
    )


def bulk(service: Service) -> Iterator[Row]:
    """Measure many lookups a call."""
    body = json.dumps({"type": "pdq", "values": service.queries[:IN_A_CALL]})
    call = each_s(service, lambda: service.call("POST", "/api/v1/match", body))
    case = Measured("api", "bulk_lookups_a_core", service.number, "random", "1/s")
    yield case.row(IN_A_CALL / call.cpu_s)
    yield Measured("api", "import", service.number, "random", "s").row(service.import_s)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one call took: CPU seconds of the service, and seconds from outside."""

    cpu_s: float
    wall_s: float


def each_s(service: Service, call: Callable[[], object]) -> Cost:
    """Call again and again; the first seconds do not count."""
    repeat(call, FOR_S / 5)
    before = service.cpu_s()
    calls, wall_s = repeat(call, FOR_S)
    return Cost((service.cpu_s() - before) / calls, wall_s / calls)


def repeat(call: Callable[[], object], for_s: float) -> tuple[int, float]:
    """Call until the time is up; return how often, and the seconds."""
    begun, calls = time.monotonic(), 0
    while (passed := time.monotonic() - begun) < for_s:
        call()
        calls += 1
    return calls, passed


@contextmanager
def served(number: int) -> Iterator[Service]:
    """Serve matching alone, in a house of its own, with a list of so many random hashes."""
    import numpy as np

    from actionday.commands.benches.hashes import make

    note(_("%(number)d entries") % {"number": number})
    known, queries = make("random", number, IN_A_CALL * 4, np.random.default_rng(number))
    with tempfile.TemporaryDirectory(prefix="actionday-bench-") as folder:
        home = Path(folder) / "home"
        path = Path(folder) / "list.csv"
        path.write_text("type,value\n" + "".join(f"pdq,{value}\n" for value in hexes(known)))
        begun = time.monotonic()
        actionday(home, "list", "import", "bench", str(path))
        import_s = time.monotonic() - begun
        token = actionday(home, "token", "bench", "--platform", "bench", "--new", "Bench").strip()
        port = free_port()
        command = [sys.executable, "-m", "actionday", "serve", "--only", "match"]
        server = subprocess.Popen([*command, "--port", str(port)], env=own(home))
        try:
            wait_for(port, server)
            yield Service(number, port, server.pid, token, hexes(queries), import_s)
        finally:
            server.terminate()
            server.wait(60)


def hexes(codes: "Codes") -> list[str]:
    """Return hashes as they are written."""
    digits: str = codes.astype(">u8").tobytes().hex()
    return [digits[at : at + 64] for at in range(0, len(digits), 64)]


def own(home: Path) -> dict[str, str]:
    """Return an environment with a house of its own."""
    return os.environ | {"ACTIONDAY_HOME": str(home)}


def actionday(home: Path, *args: str) -> str:
    """Run a command in the house, and return what it prints."""
    command = [sys.executable, "-m", "actionday", *args]
    done = subprocess.run(command, env=own(home), capture_output=True, text=True, check=False)
    if done.returncode:
        raise BadInput(done.stderr.strip())
    return done.stdout
