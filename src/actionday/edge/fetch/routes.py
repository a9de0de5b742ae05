"""From a name to the addresses that we may connect to: resolve once, judge every answer.

What may leave by another way (a browser, a downloader) asks the same `Routes`.
"""

import socket
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotInTime
from dataclasses import dataclass
from gettext import gettext as _

from actionday.errors import BadInput

from .addresses import Reason, denial, in_words
from .errors import FetchFailed, FetchRefused
from .limits import Deadline

PORTS = (80, 443)
KEPT_S = 60.0
"""Seconds that a judged answer is used again; what we connect to was judged all the same."""
KEPT_NAMES = 1024
TRIED = 4
"""Addresses of one name that are tried before we give up."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address and a port that we may connect to."""

    address: str
    port: int


Allow = Mapping[str, Endpoint]
"""Exceptions by name: `name:port` -> where it is, whatever address that is."""


def parse_allow(text: str) -> dict[str, Endpoint]:
    """Read `name:port=address:port,...`; raises BadInput that names the part that is wrong."""
    return dict(_exception(part.strip()) for part in text.split(",") if part.strip())


def _exception(part: str) -> tuple[str, Endpoint]:
    name, _equals, target = part.partition("=")
    address, _colon, port = target.rpartition(":")
    address = address.removeprefix("[").removesuffix("]")
    host, _colon, name_port = name.rpartition(":")
    try:
        socket.getaddrinfo(address, None, flags=socket.AI_NUMERICHOST)
        good = bool(host) and all(0 < int(number) < 65536 for number in (port, name_port))
    except (OSError, ValueError):
        good = False
    if not good:
        raise BadInput(
            _("ACTIONDAY_FETCH_ALLOW: '%(part)s' is not of the form name:port=address:port")
            % {"part": part}
        )
    return name.lower(), Endpoint(address, int(port))


class Routes:
    """Gives the endpoints of a name; thread-safe."""

    def __init__(self, allow: Allow) -> None:
        self._allow = allow
        self._kept: dict[tuple[str, int], tuple[float, list[Endpoint]]] = {}

    def to(self, host: str, port: int, deadline: Deadline) -> list[Endpoint]:
        """Return where `host` (a name or an address, lower case) may be reached, best first.

        Raises FetchRefused for a port but 80 and 443, or if any of its addresses is denied: a name
        that points both outside and inside is no mistake. FetchFailed `dns` or `timeout` else.
        """
        if exception := self._allow.get(f"{host}:{port}"):
            return [exception]
        if port not in PORTS:
            raise FetchRefused(
                "refused_port",
                _("Port %(port)d is not fetched from; only 80 and 443 are.") % {"port": port},
            )
        until, endpoints = self._kept.get((host, port), (0.0, []))
        if time.monotonic() >= until:
            endpoints = judged(resolve(host, deadline), port)
            self._keep(host, port, endpoints)
        return endpoints

    def _keep(self, host: str, port: int, endpoints: list[Endpoint]) -> None:
        if len(self._kept) >= KEPT_NAMES:
            self._kept = {}
        self._kept[host, port] = (time.monotonic() + KEPT_S, endpoints)


def judged(addresses: list[str], port: int) -> list[Endpoint]:
    """Return the endpoints; raises FetchRefused if one of the addresses is denied."""
    for address in addresses:
        if reason := denial(address):
            raise FetchRefused("refused_address", in_words(address, reason))
    return [Endpoint(address, port) for address in addresses[:TRIED]]


def resolve(host: str, deadline: Deadline) -> list[str]:
    """Return the addresses of a name, as the system's resolver orders them; an address is its own.

    The resolver knows no time-out, so it runs in a thread of its own that may outlive the fetch.
    """
    bare = host.removeprefix("[").removesuffix("]")
    if denial(bare) is not Reason.NOT_AN_ADDRESS:
        return [bare]
    answer: Future[list[str]] = Future()
    threading.Thread(target=_ask, args=(bare, answer), daemon=True).start()
    try:
        return answer.result(timeout=deadline.left())
    except NotInTime as error:
        raise deadline.passed() from error
    except (OSError, UnicodeError) as error:
        raise FetchFailed("dns", _("The name %(host)s was not found.") % {"host": host}) from error


def _ask(host: str, answer: Future[list[str]]) -> None:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        answer.set_result(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
    except Exception as error:
        answer.set_exception(error)
