"""What goes wrong when something is fetched: a stable code, a sentence, and how far it came."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .fetched import Hop


@dataclass(eq=False)
class FetchError(Exception):
    """A fetch that gave nothing; `str()` is the sentence for a person.

    `code` is stable: timeout, dns, connect, tls, too_large, redirect_loop, too_many_redirects,
    bad_response, refused_address, refused_port, refused_url. `chain` holds the hops that were
    answered before.
    """

    code: str
    reason: str
    chain: tuple["Hop", ...] = ()

    def __str__(self) -> str:
        return self.reason


class FetchRefused(FetchError):
    """Our own rules forbid it: the address, the port or the form of the URL."""


class FetchFailed(FetchError):
    """The other side or the network did not deliver."""
