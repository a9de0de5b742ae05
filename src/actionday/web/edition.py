"""The report as members see it: every facet, but nothing private, so that all of it verifies."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from actionday.cases.models import ActionDay
from actionday.edge import home
from actionday.ledger.checkpoints import Checkpoint, checkpoint
from actionday.ledger.log import lines
from actionday.publication.daylog import Line
from actionday.publication.export import write
from actionday.publication.figures import report
from actionday.publication.redact import redacted
from actionday.tenancy.acting import THE_PROGRAM, acting_as

from .standing import size_of

_latest: dict[str, tuple[int, Mapping[str, Any]]] = {}


def figures_of(day: ActionDay) -> Mapping[str, Any]:
    """Return the day's report; computed once for each size of its log."""
    size = size_of(day)
    known = _latest.get(day.subject)
    if known is None or known[0] != size:
        signed, entries = disclosed(day)
        known = _latest[day.subject] = (signed.size, report(entries, signed.text, 1, None))
    return known[1]


def write_edition(day: ActionDay, folder: Path) -> None:
    """Write every file of the report into a folder."""
    signed, entries = disclosed(day)
    write(folder, entries, signed.text, signed.verifier, public=False)


def disclosed(day: ActionDay) -> tuple[Checkpoint, list[Line]]:
    """Return the log up to a signed checkpoint, without what is private."""
    with acting_as(THE_PROGRAM):
        signed = checkpoint(day.log, home.keys())
        entries = list(lines(day.log, signed.size))
    return signed, list(redacted(entries, [{"private"}] * len(entries)))
