"""Matching: which entries of the lists that the caller may see are near to given hashes."""

import json
from collections.abc import Iterable
from typing import Annotated, Literal, NamedTuple

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field, StringConstraints

from actionday.lists.following import values_of
from actionday.lists.memory import Hits, memory
from actionday.media.codes import codes_of
from actionday.media.pdq import DIHEDRAL, dihedral_values
from actionday.media.thresholds import RADIUS
from actionday.tenancy.acting import acting_as
from actionday.tenancy.models import Scope
from actionday.tenancy.tokens import Caller

from .auth import caller_of, needs
from .shapes import Strict

router = Router()
FORMS = tuple(DIHEDRAL)
MOST = 10_000
"""Hashes in one call."""

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-fA-F]{64}$")]


class MatchIn(Strict):
    """What is looked for; `dihedral` looks for turned and mirrored forms of each hash, too."""

    type: Literal["pdq"]
    values: Annotated[list[Hash], Field(min_length=1, max_length=MOST)]
    radius: Annotated[int, Field(ge=0, le=RADIUS)] = RADIUS
    dihedral: bool = False


class Match(NamedTuple):
    """A hash that was looked for, the entry that it is near to, and how near in which form."""

    query: int
    entry: int
    list: int
    distance: int
    transform: str


@router.post("/match")
@needs(Scope.MATCH)
def match(request: HttpRequest, body: MatchIn) -> HttpResponse:
    """Answer each hash, in their order, with its matches, the nearest first."""
    caller = caller_of(request)
    found = in_forms(caller, body) if body.dihedral else as_given(caller, body)
    results = told(caller, found, len(body.values))
    return HttpResponse(json.dumps({"results": results}), content_type="application/json")


def as_given(caller: Caller, body: MatchIn) -> list[Match]:
    """Look for the hashes as they are."""
    hits = memory.search(caller.actor, codes_of(body.values), body.radius)
    return [Match(*hit, "none") for hit in rows(hits)]


def in_forms(caller: Caller, body: MatchIn) -> list[Match]:
    """Look for eight forms of each hash; of several that find an entry the nearest counts."""
    forms = [form for value in body.values for form in dihedral_values(value).values()]
    hits = memory.search(caller.actor, codes_of(forms), body.radius)
    best: dict[tuple[int, int], Match] = {}
    for query, entry, of, distance in rows(hits):
        which, form = divmod(query, len(FORMS))
        known = best.get((which, entry))
        if known is None or distance < known.distance:
            best[which, entry] = Match(which, entry, of, distance, FORMS[form])
    return sorted(best.values(), key=lambda each: (each.query, each.distance, each.entry))


def rows(hits: Hits) -> Iterable[tuple[int, int, int, int]]:
    """Return hits row by row."""
    return zip(*(column.tolist() for column in hits), strict=True)


def told(caller: Caller, found: list[Match], number: int) -> list[list[dict[str, object]]]:
    """Return the answer; values are read as the caller, so the database has the last word."""
    results: list[list[dict[str, object]]] = [[] for _query in range(number)]
    if not found:
        return results
    with acting_as(caller.actor):
        values = values_of({each.entry for each in found})
    for each in found:
        if each.entry in values:
            results[each.query].append({
                "entry": values[each.entry],
                "distance": each.distance,
                "transform": each.transform,
                "list": memory.known[each.list].name,
            })  # fmt: skip
    return results
