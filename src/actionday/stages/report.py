"""Report: the figures of a day, out of its ledger alone, with everything that verifies them."""

from pathlib import Path
from typing import Any

from django.db.models import Max

from actionday.cases.models import ActionDay
from actionday.edge import home
from actionday.ledger.checkpoints import Checkpoint, checkpoint
from actionday.ledger.log import lines
from actionday.ledger.models import Entry
from actionday.publication.daylog import Line
from actionday.publication.export import write
from actionday.publication.figures import report
from actionday.publication.redact import redacted
from actionday.tenancy.acting import THE_PROGRAM, acting_as

_latest: dict[str, tuple[int, dict[str, Any]]] = {}


def build(day: ActionDay, out: Path, public: bool = False) -> None:
    """Write the report of a day into the folder `out`, replacing what is there."""
    signed, entries = signed_lines(day)
    write(out, entries, signed.text, signed.verifier, public=public)


def build_for_members(day: ActionDay, out: Path) -> None:
    """Write the report as those who take part see it: every group, but nothing private."""
    signed, entries = signed_lines(day)
    write(out, without_private(entries), signed.text, signed.verifier, public=False)


def figures_for_members(day: ActionDay) -> dict[str, Any]:
    """Return the report as those who take part see it; computed once for each size of the log."""
    with acting_as(THE_PROGRAM):
        last = Entry.objects.filter(log=day.log_id).aggregate(last=Max("index"))["last"]
    size = 0 if last is None else last + 1
    known = _latest.get(day.subject)
    if known is None or known[0] != size:
        signed, entries = signed_lines(day)
        figures = dict(report(without_private(entries), signed.text, 1, None))
        known = _latest[day.subject] = (signed.size, figures)
    return known[1]


def signed_lines(day: ActionDay) -> tuple[Checkpoint, list[Line]]:
    """Return the log up to one signed checkpoint: what is added meanwhile changes nothing."""
    with acting_as(THE_PROGRAM):
        signed = checkpoint(day.log, home.keys())
        return signed, list(lines(day.log, signed.size))


def without_private(entries: list[Line]) -> list[Line]:
    """Return the lines with what no figure needs withheld."""
    return list(redacted(entries, [{"private"}] * len(entries)))
