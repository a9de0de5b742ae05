"""Who may be told of which entry, in memory: the same rule as the row policies of `isolation.sql`.

The index lies outside of the database, so every hit is filtered before it leaves. A test asks both
for everybody and every entry.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from actionday.tenancy.acting import Actor

from . import numbering
from .models import HashList, Sharing

SHAREABLE = frozenset({Sharing.CLEAR, Sharing.GREEN, Sharing.AMBER})


@dataclass(frozen=True, slots=True)
class Facts:
    """What a process remembers of a list."""

    name: str
    kind: str
    unit: int | None
    platform: int | None
    tlp: str
    cap: int | None

    def is_of(self, actor: Actor) -> bool:
        """Say whether it is the list of the actor's own unit or platform."""
        owner = (self.unit, self.platform)
        return owner != (None, None) and owner == (actor.unit, actor.platform)

    def is_shared_with(self, actor: Actor) -> bool:
        """Say whether it is a list of the house that all who take part may be told of."""
        houses = self.unit is None and self.platform is None and self.tlp in SHAREABLE
        return houses and (actor.unit is not None or actor.platform is not None)


def all_facts() -> dict[int, Facts]:
    """Return the facts of all lists, by id; asked as the program."""
    fields = ("name", "kind", "unit_id", "platform_id", "tlp", "cap")
    return {pk: Facts(*facts) for pk, *facts in HashList.objects.values_list("pk", *fields)}


@dataclass(frozen=True, slots=True)
class Sight:
    """The lists of which an actor may be told, by id: their own, and those of the house."""

    own: frozenset[int]
    shared: frozenset[int]

    @classmethod
    def of(cls, actor: Actor, known: dict[int, Facts]) -> Self:
        """Return what the actor may be told of."""
        own = frozenset(pk for pk, facts in known.items() if facts.is_of(actor))
        return cls(own, frozenset(pk for pk, facts in known.items() if facts.is_shared_with(actor)))

    def of_entries(self, numbers: numbering.Numbers) -> NDArray[np.bool_]:
        """Return which of the entries, by their numbers in the index, may be told of."""
        told = [
            of in self.own or (of in self.shared and may)
            for of, may in zip(
                numbering.lists(numbers).tolist(),
                numbering.shareable(numbers).tolist(),
                strict=True,
            )
        ]
        return np.array(told, np.bool_)
