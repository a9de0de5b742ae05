"""HTTP/1.1 on loopback, as little of it as Plaza needs: GET and HEAD, connections kept alive.

A server library costs several times as much a request; the rehearsal asks thousands of times, on
the same two cores as everything else.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import cast
from urllib.parse import parse_qsl, urlsplit

LONGEST_HEAD = 65_536
PHRASES = {status.value: status.phrase for status in HTTPStatus}


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: the target split into path and query, and the host that was meant."""

    method: str
    path: str
    query: dict[str, str]
    host: str


@dataclass(frozen=True, slots=True)
class Response:
    """An answer. `stream` gives the body in parts where it is too long to be held (`length`)."""

    status: int
    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    stream: Iterator[bytes] | None = None
    length: int | None = None

    def head(self) -> bytes:
        """Return the status line and headers as bytes."""
        length = len(self.body) if self.length is None else self.length
        more = "".join(f"{name}: {value}\r\n" for name, value in self.headers)
        return (
            f"HTTP/1.1 {self.status} {PHRASES[self.status]}\r\nContent-Type: {self.kind}\r\n"
            f"Content-Length: {length}\r\n{more}\r\n"
        ).encode("latin-1")


Answer = Callable[[Request], Response | None]
"""Gives the response to a request; None: the connection stays open and nothing ever comes."""


class Connection(asyncio.Protocol):
    """One client's connection: requests come in, are answered in order, and it stays open."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._pending = b""
        self._writable = asyncio.Event()
        self._writable.set()
        self._streaming: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport to write to."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Answer every request whose head has come in whole."""
        self._pending += data
        while not self._streaming and b"\r\n\r\n" in self._pending:
            head, _end, self._pending = self._pending.partition(b"\r\n\r\n")
            self._serve(head.decode("latin-1"))
        if len(self._pending) > LONGEST_HEAD:
            self._transport.close()

    def pause_writing(self) -> None:
        """Hold a stream while the client is slower than we are."""
        self._writable.clear()

    def resume_writing(self) -> None:
        """Let a held stream go on."""
        self._writable.set()

    def connection_lost(self, error: Exception | None) -> None:
        """End a stream that nobody reads any more."""
        if self._streaming:
            self._streaming.cancel()

    def _serve(self, head: str) -> None:
        lines = head.split("\r\n")
        parts = lines[0].split(" ")
        if len(parts) != 3 or parts[0] not in ("GET", "HEAD"):
            return self._refuse()
        response = self._answer(_request(parts[0], parts[1], _header(lines, "host")))
        if response is None:
            return None
        body = b"" if parts[0] == "HEAD" else response.body
        self._transport.write(response.head() + body)
        if response.stream and parts[0] == "GET":
            self._streaming = asyncio.ensure_future(self._send(response.stream))
        elif _header(lines, "connection").lower() == "close":
            self._transport.close()
        return None

    def _refuse(self) -> None:
        """Answer what is not a GET, and close: its body is not read."""
        self._transport.write(
            Response(405, headers=(("Allow", "GET, HEAD"), ("Connection", "close"))).head()
        )
        self._transport.close()

    async def _send(self, stream: Iterator[bytes]) -> None:
        for part in stream:
            await self._writable.wait()
            self._transport.write(part)
            await asyncio.sleep(0)  # a fast reader must not keep the others waiting
        self._transport.close()


def _request(method: str, target: str, host: str) -> Request:
    parts = urlsplit(target)
    query = dict(parse_qsl(parts.query)) if parts.query else {}
    return Request(method, parts.path, query, host)


def _header(lines: list[str], name: str) -> str:
    for line in lines[1:]:
        key, _colon, value = line.partition(":")
        if key.lower() == name:
            return value.strip()
    return ""


async def listen(answer: Answer, host: str, port: int) -> asyncio.Server:
    """Start to serve `answer` on host and port (0: any free one) in the running event loop."""
    loop = asyncio.get_running_loop()
    return await loop.create_server(lambda: Connection(answer), host, port)
