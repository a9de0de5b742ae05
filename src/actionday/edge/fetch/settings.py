"""The installation's fetcher, made from the environment."""

import os
from functools import lru_cache

from actionday import __version__

from .fetcher import Fetcher
from .routes import parse_allow


@lru_cache(maxsize=1)
def fetcher() -> Fetcher:
    """Return the process's one fetcher; `ACTIONDAY_FETCH_ALLOW` holds its exceptions by name.

    Raises BadInput if that setting cannot be read.
    """
    return Fetcher(f"Actionday/{__version__}", parse_allow(_exceptions()))


def allowed_names() -> frozenset[str]:
    """Return the names (`host:port`) that are fetched although they are not public."""
    return frozenset(parse_allow(_exceptions()))


def _exceptions() -> str:
    return os.environ.get("ACTIONDAY_FETCH_ALLOW", "")


# A forked child must not speak on its parent's connections.
os.register_at_fork(after_in_child=fetcher.cache_clear)
