"""The plan of a rehearsal: what is on Plaza and who finds it, from a seed and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from gettext import gettext as _
from random import Random

from actionday.errors import BadInput
from actionday.rehearsal.countries import EUIRU, READS, units_of
from actionday.rehearsal.families import draw_pieces
from actionday.rehearsal.finds import Find, draw_find, draw_unit
from actionday.rehearsal.piece import Piece

AGAIN_SHARE = 0.25
"""Of the submissions: the piece had been found before (541 of 2,145 on a day as in 2023)."""

MOST_ITEMS = 1_000_000


@dataclass(frozen=True)
class World:
    """A rehearsal's plan: its units, the pieces on Plaza, and the finds in order of submission."""

    seed: int
    units: tuple[str, ...]
    pieces: tuple[Piece, ...]
    finds: tuple[Find, ...]

    @cached_property
    def by_id(self) -> dict[str, Piece]:
        """The pieces by their ids."""
        return {piece.id: piece for piece in self.pieces}


def plan(seed: int = 1, items: int = 2145, units: int = 11) -> World:
    """Plan a rehearsal with `items` submissions by the first `units` countries and EUIRU.

    The same arguments always give the same world. BadInput if a count is out of range.
    """
    if not 1 <= items <= MOST_ITEMS:
        raise BadInput(
            _("items must be 1 to %(most)s, not %(items)s") % {"most": MOST_ITEMS, "items": items}
        )
    codes = units_of(units)
    rng = Random(f"actionday rehearsal {seed} {items} {units}")
    again = [False] + [rng.random() < AGAIN_SHARE for _ordinal in range(items - 1)]
    pieces = draw_pieces(rng, _languages(codes), again.count(False))
    finds = tuple(_draw_finds(rng, codes, pieces, again))
    return World(seed, codes, tuple(pieces), finds)


def _languages(units: tuple[str, ...]) -> tuple[str, ...]:
    """Return the language of each country: one that more countries share is drawn more often."""
    return tuple(READS[unit][0] for unit in units if unit != EUIRU)


def _draw_finds(
    rng: Random, units: tuple[str, ...], pieces: list[Piece], again: list[bool]
) -> Iterator[Find]:
    """Yield the finds: a new piece each, or where `again` says so one found before."""
    weights = {unit: rng.lognormvariate(0, 0.5) for unit in units}
    found = 0
    for ordinal, repeated in enumerate(again):
        piece = pieces[rng.randrange(found) if repeated else found]
        found += not repeated
        yield draw_find(rng, ordinal, draw_unit(rng, weights, piece.language), piece)
