"""The stages: one verb a file, in the order of `pipeline.py`; none imports another.

A stage has one shape. `prepare(...)` does what is slow (network, decoding) outside any transaction
and returns what it found, or None where there is nothing to do. `write(actor, prepared)` runs in
the one transaction that the pipeline opens: it writes the rows and returns a `Done`, or None where
another run was faster. Running a stage twice therefore changes nothing.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from actionday.cases.models import ActionDay
from actionday.ledger.log import Event
from actionday.tenancy.acting import Actor


class Refused(Exception):
    """A call that cannot be done; `status` is the HTTP status, the text is for a person."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def member_of(actor: Actor) -> int:
    """Return the id of the acting person; refuse a machine."""
    if actor.member is None:
        raise Refused(403, _("This needs a person, not a machine."))
    return actor.member


def unit_of(actor: Actor) -> int:
    """Return the id of the acting unit; refuse everyone else."""
    if actor.unit is None:
        raise Refused(403, _("This is for units only."))
    return actor.unit


@dataclass(frozen=True, slots=True)
class Move:
    """An item that had an outcome; the next stage comes `after_s` seconds later."""

    outcome: str
    item: UUID
    after_s: int = 0


@dataclass(slots=True)
class Done:
    """What a stage did: entries by log, which items moved how, and what to answer the caller.

    The pipeline knows which stage follows an outcome.
    """

    events: dict[int, list[Event]] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    answer: Any = None

    def tell(self, log: int, event: str, subject: str, **fields: Any) -> None:
        """Add an entry for a log."""
        self.events.setdefault(log, []).append(Event(event, subject, fields))

    def tell_apart(self, day: ActionDay, event: str, subject: str, **private: Any) -> None:
        """Add an entry for the day's restricted log, where what must not be public stands."""
        if day.restricted_log_id is not None:
            self.tell(day.restricted_log_id, event, subject, private=private)

    def move(self, outcome: str, item: UUID, after_s: int = 0) -> None:
        """Note that an item had this outcome."""
        self.moves.append(Move(outcome, item, after_s))
