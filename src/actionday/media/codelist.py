"""A short list of codes, as a day has: simple, and it needs no tables."""

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

import numpy as np

from actionday.media.codes import Codes
from actionday.media.index.pile import Pile
from actionday.media.thresholds import RADIUS

Id = TypeVar("Id")


class Hit(NamedTuple, Generic[Id]):
    """One match: which query (by index), which entry (by id), and how many bits apart."""

    query: int
    entry: Id
    distance: int


class CodeList(Generic[Id]):
    """Codes with ids of any type, to which can be added cheaply.

    Searching in one thread while another adds is safe: what is added in between may be missed.
    """

    def __init__(self) -> None:
        self._pile = Pile()
        self._ids: list[Id] = []

    def __len__(self) -> int:
        return len(self._ids)

    def extend(self, ids: Iterable[Id], codes: Codes) -> None:
        """Add codes of shape (n, 4) with as many ids; ValueError if the numbers differ."""
        added, size = list(ids), len(self._ids)
        self._ids += added  # First: the pile tells of an entry only when its id is here.
        try:
            self._pile.add(np.arange(size, size + len(added)), codes)
        except ValueError:
            del self._ids[size:]
            raise

    def search(self, codes: Codes, radius: int = RADIUS) -> list[Hit[Id]]:
        """Return every match of the queries `codes` (n, 4), by query, distance, then age."""
        found = self._pile.search(codes, radius)
        columns = (column.tolist() for column in found)
        return [Hit(query, self._ids[at], bits) for query, at, bits in zip(*columns, strict=True)]
