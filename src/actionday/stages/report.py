"""Report: the figures of a day, out of its ledger alone, with everything that verifies them."""

from pathlib import Path

from actionday.cases.models import ActionDay
from actionday.edge import home
from actionday.ledger.checkpoints import checkpoint
from actionday.ledger.log import lines
from actionday.publication.export import write
from actionday.tenancy.acting import THE_PROGRAM, acting_as


def build(day: str, out: Path, public: bool = False) -> None:
    """Write the report of the day with this slug into the folder `out`, replacing what is there.

    The log is read up to one signed checkpoint, so that what is added meanwhile changes nothing.
    """
    with acting_as(THE_PROGRAM):
        log = ActionDay.objects.select_related("log").get(slug=day).log
        signed = checkpoint(log, home.keys())
        entries = list(lines(log, signed.size))
    write(out, entries, signed.text, signed.verifier, public=public)
