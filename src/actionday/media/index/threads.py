"""Shares work that holds the interpreter up only briefly among processors."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")

MOST = 2
"""Threads at once: building must leave a larger machine to those who search."""


def shared(work: Callable[[Piece], Answer], pieces: Iterable[Piece]) -> list[Answer]:
    """Do the work for each piece, in two threads where there are two processors."""
    with ThreadPoolExecutor(min(MOST, os.cpu_count() or 1)) as threads:
        return list(threads.map(work, pieces))
