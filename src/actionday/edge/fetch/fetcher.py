"""The one way out to the network: judged addresses, capped answers, redirects followed by rule."""

import contextlib
import io
from collections.abc import Iterator
from gettext import gettext as _
from http.client import HTTPResponse
from pathlib import Path
from typing import BinaryIO

from .body import Receiver
from .errors import FetchError, FetchFailed
from .fetched import Fetched, Hop
from .limits import Deadline, Limits
from .pool import Pool
from .routes import Allow, Routes
from .target import Target, parse, redirect
from .wire import Wire

PEEK = 64 * 1024
DEFAULT_LIMITS = Limits()


class Fetcher:
    """Fetches URLs; safe to share between threads.

    Only names and addresses on the public internet, ports 80 and 443, but for the exceptions in
    `allow`; no proxy, no cookie, no credentials. Each redirect is judged like the first URL.
    """

    def __init__(
        self, user_agent: str, allow: Allow | None = None, limits: Limits = DEFAULT_LIMITS
    ) -> None:
        self.limits = limits
        self.routes = Routes(allow or {})
        self._pool = Pool(self.routes, limits)
        self._headers = (
            f"User-Agent: {user_agent}\r\nAccept: */*\r\nAccept-Encoding: gzip\r\n\r\n"
        ).encode("latin-1")

    def get(
        self,
        url: str,
        into: BinaryIO | Path | None = None,
        limit: int | None = None,
        seconds: float | None = None,
    ) -> Fetched:
        """Fetch `url`, at most `limit` bytes in `seconds` (default: the limits'), with redirects.

        The body goes into `into` if given, else into memory. A file at a path appears only once it
        is complete; what a stream got before a failure stays in it. Any status is an answer, also
        404 and 500. Raises FetchRefused or FetchFailed, and OSError where `into` cannot be written.
        """
        cap = self.limits.bytes if limit is None else limit
        if isinstance(into, Path):
            with _complete(into) as file:
                return self._fetch(url, Receiver(file, cap), seconds=seconds)
        if into is not None:
            return self._fetch(url, Receiver(into, cap), seconds=seconds)
        memory = io.BytesIO()
        return self._fetch(url, Receiver(memory, cap), memory, seconds)

    def close(self) -> None:
        """Close the idle connections; the next fetch opens new ones."""
        self._pool.close()

    def peek(self, url: str, limit: int = PEEK) -> Fetched:
        """Fetch the beginning of `url`, at most `limit` bytes, to see whether it is there.

        A longer answer is no error: `complete` is False and the rest is not read.
        """
        memory = io.BytesIO()
        return self._fetch(url, Receiver(memory, limit, cut=True), memory)

    def _fetch(
        self,
        url: str,
        receiver: Receiver,
        memory: io.BytesIO | None = None,
        seconds: float | None = None,
    ) -> Fetched:
        deadline = Deadline(seconds or self.limits.seconds)
        chain: list[Hop] = []
        try:
            target: Target | None = parse(url)
            while target:
                target = self._hop(target, chain, receiver, deadline)
        except FetchError as error:
            error.chain = tuple(chain)
            raise
        last = chain[-1]
        return Fetched(
            chain=tuple(chain),
            url=last.url,
            status=last.status,
            headers=last.headers,
            content_type=last.headers.get("content-type", "").partition(";")[0].strip().lower(),
            size=receiver.size,
            sha256=receiver.sha256(),
            body=memory.getvalue() if memory is not None else None,
            complete=receiver.complete,
        )

    def _hop(
        self, target: Target, chain: list[Hop], receiver: Receiver, deadline: Deadline
    ) -> Target | None:
        """Ask one URL; return the next one, or None once the body is taken."""
        self._check_chain(target, chain)
        wire, response = self._ask(target, deadline)
        try:
            chain.append(
                Hop(target.url, wire.endpoint.address, response.status, _headers(response))
            )
            onward = redirect(response.status, response.getheader("location"), target.url)
            if onward is None:
                receiver.take(response, deadline)
            elif response.length == 0:  # nobody waits for the body of a redirect
                response.read()
            if response.isclosed() and not response.will_close:
                self._pool.give_back(target, wire)
            else:
                wire.close()
        except BaseException:
            wire.close()
            raise
        return onward

    def _check_chain(self, target: Target, chain: list[Hop]) -> None:
        """Refuse to go in a circle or on for ever."""
        if any(hop.url == target.url for hop in chain):
            raise FetchFailed(
                "redirect_loop",
                _("The redirects go in a circle through %(url)s.") % {"url": target.url},
            )
        if len(chain) > self.limits.redirects:
            raise FetchFailed(
                "too_many_redirects",
                _("More than %(number)d redirects.") % {"number": self.limits.redirects},
            )

    def _ask(self, target: Target, deadline: Deadline) -> tuple[Wire, HTTPResponse]:
        """Return the connection and the head of the answer.

        A server may close an idle connection just as we use it: then, once, over a fresh one.
        """
        request = f"GET {target.path} HTTP/1.1\r\nHost: {target.authority}\r\n".encode("ascii")
        wire, used = self._pool.take(target, deadline, fresh=False)
        try:
            return wire, wire.ask(request + self._headers, deadline, self.limits.header_bytes)
        except FetchFailed as error:
            wire.close()
            if not (used and error.code == "connect" and wire.received == 0):
                raise
        wire, _used = self._pool.take(target, deadline, fresh=True)
        try:
            return wire, wire.ask(request + self._headers, deadline, self.limits.header_bytes)
        except FetchFailed:
            wire.close()
            raise


def _headers(response: HTTPResponse) -> dict[str, str]:
    """Return the headers; a zero byte, which no database takes as text, is left out."""
    headers: dict[str, str] = {}
    for given, raw in response.getheaders():
        name, value = given.lower().replace("\0", ""), raw.replace("\0", "")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


@contextlib.contextmanager
def _complete(path: Path) -> Iterator[BinaryIO]:
    """Give a file that takes the name `path` once all went well, and is removed else."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
