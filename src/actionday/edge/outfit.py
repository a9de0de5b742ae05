"""This process's own store, set up once."""

from functools import cache

from . import home
from .storage import Store


@cache
def store() -> Store:
    """Return the store of captured files."""
    return Store(home.blobs())
