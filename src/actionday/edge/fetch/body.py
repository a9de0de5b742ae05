"""The body of an answer: read, decompressed, counted, hashed and written, never past its cap."""

import hashlib
import zlib
from collections.abc import Iterator
from gettext import gettext as _
from http.client import HTTPException, HTTPResponse
from typing import BinaryIO

from .errors import FetchFailed
from .limits import Deadline
from .wire import broken, not_http

PIECE = 64 * 1024


class Receiver:
    """Takes one body into `sink`; `size`, `sha256()` and `complete` say what was taken.

    Past `limit` bytes, sent or decompressed, it raises FetchFailed `too_large`; with `cut` it stops
    there instead and `complete` is False.
    """

    def __init__(self, sink: BinaryIO, limit: int, cut: bool = False) -> None:
        self.size = 0
        self.complete = True
        self._sink = sink
        self._limit = limit
        self._cut = cut
        self._digest = hashlib.sha256()

    def sha256(self) -> str:
        """Return the SHA-256 of what was taken, in hex."""
        return self._digest.hexdigest()

    def take(self, response: HTTPResponse, deadline: Deadline) -> None:
        """Read the body; an announced length over the cap is refused before a byte is read."""
        if (response.length or 0) > self._limit and not self._cut:
            raise self._too_large()
        for piece in decoded(response, self._sent(response)):
            deadline.left()
            room = self._limit - self.size
            self._keep(piece[:room])
            if len(piece) > room:
                if not self._cut:
                    raise self._too_large()
                self.complete = False
                return

    def _sent(self, response: HTTPResponse) -> Iterator[bytes]:
        """Yield the body as sent; more of it than the cap is too large whatever it holds."""
        count = 0
        for piece in sent(response):
            count += len(piece)
            yield piece
            if count > self._limit:
                raise self._too_large()

    def _keep(self, piece: bytes) -> None:
        self._sink.write(piece)
        self._digest.update(piece)
        self.size += len(piece)

    def _too_large(self) -> FetchFailed:
        return FetchFailed(
            "too_large",
            _("The answer is larger than the %(limit)d bytes allowed.") % {"limit": self._limit},
        )


def sent(response: HTTPResponse) -> Iterator[bytes]:
    """Yield the body as it comes; raises FetchFailed `connect` where it ends too early."""
    while True:
        try:
            piece = response.read(PIECE)
        except HTTPException as error:
            raise broken() from error
        except ValueError as error:  # a chunk's size that is none
            raise not_http() from error
        if not piece:
            break
        yield piece
    if response.length:
        raise broken()


def decoded(response: HTTPResponse, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Undo the one encoding we ask for, gzip; any other raises FetchFailed `bad_response`."""
    encoding = (response.getheader("content-encoding") or "identity").strip().lower()
    if encoding in ("gzip", "x-gzip"):
        return inflated(pieces)
    if encoding != "identity":
        raise FetchFailed(
            "bad_response",
            _("The answer is encoded in a way that was not asked for: %(encoding)s.")
            % {"encoding": encoding[:40]},
        )
    return pieces


def inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield gzip's contents (RFC 1952, also of several members) in pieces of bounded size."""
    gzip = None
    for piece in pieces:
        rest = piece
        while rest:
            gzip = gzip or zlib.decompressobj(wbits=31)
            try:
                out = gzip.decompress(rest, PIECE)
            except zlib.error as error:
                raise _bad_gzip() from error
            rest = gzip.unconsumed_tail or gzip.unused_data
            if gzip.eof:
                gzip = None
            yield out
    if gzip is not None:
        raise _bad_gzip()


def _bad_gzip() -> FetchFailed:
    return FetchFailed("bad_response", _("The compressed answer is damaged."))
