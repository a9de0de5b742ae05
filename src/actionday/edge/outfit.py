"""This process's own store and sandbox, set up once."""

from functools import cache

from . import home
from .sandbox import Sandbox
from .storage import Store


@cache
def store() -> Store:
    """Return the store of captured files."""
    return Store(home.blobs())


@cache
def sandbox() -> Sandbox:
    """Return the decoder that opens hostile files apart from us."""
    return Sandbox()
