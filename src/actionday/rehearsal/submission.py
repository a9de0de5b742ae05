"""The units submit what they found, in an order that is the same in every run of a seed."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from actionday.rehearsal.client import Client
from actionday.rehearsal.finds import Find
from actionday.rehearsal.programme import SLUG

BATCH = 100
"""Rows a call."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one unit submits at once."""

    unit: str
    finds: tuple[Find, ...]


def batches(finds: tuple[Find, ...]) -> list[Batch]:
    """Return the finds as batches by unit, in the order of their first ordinals; short links last.

    A short link holds no identity until it has been followed. Were it submitted before the long
    link of the same piece, then which of the two is the later one, and so whose piece it is, would
    hang on how fast the capture was. What comes last can only turn out to be known.
    """
    long = [find for find in finds if find.form != "short"]
    short = [find for find in finds if find.form == "short"]
    return by_unit(long) + by_unit(short)


def by_unit(finds: list[Find]) -> list[Batch]:
    """Cut each unit's finds into batches."""
    found: dict[str, list[Find]] = defaultdict(list)
    for find in finds:
        found[find.unit].append(find)
    cut = [
        Batch(unit, tuple(rows[start : start + BATCH]))
        for unit, rows in found.items()
        for start in range(0, len(rows), BATCH)
    ]
    return sorted(cut, key=lambda batch: batch.finds[0].ordinal)


def submit(
    finds: tuple[Find, ...],
    plaza_port: int,
    clients: dict[str, Client],
    progress: Callable[[int], None],
) -> list[str]:
    """Submit all finds, batch after batch; return what was refused, in words.

    `progress` gets the number of rows submitted so far.
    """
    refused: list[str] = []
    done = 0
    for batch in batches(finds):
        rows = [row(find, plaza_port) for find in batch.finds]
        answer = clients[batch.unit].post(f"/days/{SLUG}/items", {"items": rows})
        refused += [
            f"{each['url']}: {each['error']}" for each in answer["results"] if each.get("error")
        ]
        done += len(rows)
        progress(done)
    return refused


def row(find: Find, plaza_port: int) -> dict[str, str]:
    """Return a find as the API takes it: hints that the finder did not give are left out."""
    given = {"url": find.url(plaza_port), "kind": find.kind, "language": find.language}
    return {key: value for key, value in given.items() if value} | {"note": find.note}
