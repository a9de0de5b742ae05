"""The one fetcher for everything that leaves this machine.

`fetcher().get(url)` follows redirects and returns a `Fetched`, or raises `FetchRefused` (our rules
forbid it) or `FetchFailed` (the other side did not deliver), both `FetchError`s with a stable
`code`. What leaves by another way (a browser, a downloader) asks `fetcher().routes`.
"""

from .errors import FetchError, FetchFailed, FetchRefused
from .fetched import Fetched, Hop
from .fetcher import Fetcher
from .limits import Deadline, Limits
from .routes import Endpoint, Routes, parse_allow
from .settings import allowed_names, fetcher

__all__ = [
    "Deadline",
    "Endpoint",
    "FetchError",
    "FetchFailed",
    "FetchRefused",
    "Fetched",
    "Fetcher",
    "Hop",
    "Limits",
    "Routes",
    "allowed_names",
    "fetcher",
    "parse_allow",
]
