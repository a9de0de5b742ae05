"""How much one fetch may take: bytes, time, redirects; and the clock that ends it."""

import time
from dataclasses import dataclass
from gettext import gettext as _

from .errors import FetchFailed


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps of one fetch, redirects included.

    `bytes` counts the body, as sent and after decompression; `header_bytes` one answer's head.
    """

    bytes: int = 64 * 2**20
    seconds: float = 30.0
    connect_seconds: float = 5.0
    redirects: int = 5
    header_bytes: int = 64 * 2**10


class Deadline:
    """The end of one fetch: each wait gets only what is left, so drips cannot prolong it."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left; raises FetchFailed `timeout` when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> FetchFailed:
        """Return the error that ends the fetch."""
        return FetchFailed(
            "timeout", _("No complete answer within %(seconds)g s.") % {"seconds": self.seconds}
        )
