"""One connection to one judged address: dialled, timed on every read, and usable again."""

import io
import select
import socket
import ssl
from collections.abc import Sequence
from gettext import gettext as _
from http.client import HTTPException, HTTPResponse
from typing import Any, cast

from .errors import FetchFailed
from .limits import Deadline, Limits
from .routes import Endpoint

READ_AHEAD = io.DEFAULT_BUFFER_SIZE


def broken() -> FetchFailed:
    """Return the error for a connection that broke off; another try may succeed."""
    return FetchFailed("connect", _("The connection broke off before the answer was complete."))


class Wire:
    """A connected socket whose reads and writes end with the fetch's deadline."""

    def __init__(self, connected: socket.socket, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.received = 0
        self._socket = connected
        self._deadline = Deadline(0)
        self._head_left: int | None = None

    def ask(self, request: bytes, deadline: Deadline, header_bytes: int) -> HTTPResponse:
        """Send a request and read the head of the answer.

        Raises FetchFailed: `timeout`, `connect`, or `bad_response` (no HTTP, or a head too long).
        """
        self._deadline, self._head_left, self.received = deadline, header_bytes + READ_AHEAD, 0
        self._send(request)
        # An HTTPResponse asks nothing of its socket but makefile().
        response = HTTPResponse(cast(socket.socket, self), method="GET")
        try:
            response.begin()
        except HTTPException as error:
            raise broken() if self.received == 0 else not_http() from error
        self._head_left = None
        if response.status < 200:
            raise not_http()
        return response

    def makefile(self, *_mode: Any) -> io.BufferedReader:
        """Return a buffered reader over the timed reads; http.client calls this."""
        return io.BufferedReader(_Timed(self), READ_AHEAD)

    def receive(self, buffer: memoryview) -> int:
        """Read what has come, at most until the deadline."""
        try:
            self._socket.settimeout(self._deadline.left())
            count = self._socket.recv_into(buffer)
        except TimeoutError as error:
            raise self._deadline.passed() from error
        except OSError as error:
            raise broken() from error
        self.received += count
        if self._head_left is not None and self.received > self._head_left:
            raise FetchFailed("bad_response", _("The head of the answer is too long."))
        return count

    def is_quiet(self) -> bool:
        """Tell whether an idle connection is still open: nothing came, not even its end."""
        poll = select.poll()
        poll.register(self._socket, select.POLLIN)
        return not poll.poll(0)

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()

    def _send(self, request: bytes) -> None:
        try:
            self._socket.settimeout(self._deadline.left())
            self._socket.sendall(request)
        except TimeoutError as error:
            raise self._deadline.passed() from error
        except OSError as error:
            raise broken() from error


class _Timed(io.RawIOBase):
    """The raw side of the reader; closing it leaves the connection open."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._wire.receive(buffer)


def not_http() -> FetchFailed:
    """Return the error for an answer that is no proper HTTP."""
    return FetchFailed("bad_response", _("The answer is not proper HTTP."))


def dial(
    host: str,
    endpoints: Sequence[Endpoint],
    tls: ssl.SSLContext | None,
    deadline: Deadline,
    limits: Limits,
) -> Wire:
    """Connect to the first endpoint that answers; with `tls`, `host` is what its certificate names.

    Raises FetchFailed: `connect` (the last endpoint's failure), `tls`, `timeout`.
    """
    failure: FetchFailed | None = None
    for endpoint in endpoints:
        patience = min(limits.connect_seconds, deadline.left())
        try:
            plain = socket.create_connection((endpoint.address, endpoint.port), patience)
        except OSError as error:
            failure = unreachable(host, error)
            continue
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return Wire(secured(plain, host, tls) if tls else plain, endpoint)
    deadline.left()
    raise failure or unreachable(host, OSError())


def secured(plain: socket.socket, host: str, tls: ssl.SSLContext) -> socket.socket:
    """Speak TLS on a connected socket; the certificate must be valid for `host`."""
    try:
        return tls.wrap_socket(plain, server_hostname=host.strip("[]"))
    except TimeoutError as error:
        plain.close()
        raise unreachable(host, error) from error
    except (OSError, ValueError) as error:
        plain.close()
        why = getattr(error, "verify_message", "") or getattr(error, "reason", "") or str(error)
        raise FetchFailed(
            "tls",
            _("No secure connection to %(host)s: %(why)s.") % {"host": host, "why": why},
        ) from error


def unreachable(host: str, error: OSError) -> FetchFailed:
    """Return the error for a host that does not take the connection."""
    if isinstance(error, TimeoutError):
        why = _("it did not answer in time")
    else:
        why = error.strerror or _("no address answers")
    return FetchFailed(
        "connect", _("No connection to %(host)s: %(why)s.") % {"host": host, "why": why}
    )
