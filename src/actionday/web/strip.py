"""The strip: the way of a piece through the day, in numbers with what each leaves out."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from .standing import Standing


@dataclass(frozen=True, slots=True)
class Step:
    """One number of the strip, its name, and in small what it leaves out."""

    number: int
    name: str
    without: str


def strip(standing: Standing) -> list[Step]:
    """Return the way of a piece in numbers."""
    states = standing.states
    upheld = sum(row.upheld for row in standing.platforms)
    unanswered = standing.sent - states["decided"]
    return [
        Step(standing.submissions, _("Submitted"), _("finds, new and known")),
        Step(
            standing.pieces,
            _("Pieces"),
            some(standing.submissions - standing.pieces, _("%(n)s found again")),
        ),
        Step(standing.captured, _("Captured"), uncaptured(standing)),
        Step(standing.families, _("Families"), copies(standing)),
        Step(standing.assessed, _("Assessed"), some(standing.waiting, _("%(n)s waiting"))),
        Step(standing.referred, _("Referred"), not_referred(standing)),
        Step(states["decided"], _("Decided"), some(unanswered, _("%(n)s without answer"))),
        Step(
            sum(row.seen_gone for row in standing.platforms),
            _("Seen gone"),
            _("of %(n)s upheld") % {"n": number_format(upheld)},
        ),
    ]


def some(n: int, words: str) -> str:
    """Return the words with their number, or nothing of nothing."""
    return words % {"n": number_format(n)} if n else ""


def uncaptured(standing: Standing) -> str:
    """Say what could not be captured, else what waits for it."""
    failed = some(standing.states["uncaptured"], _("%(n)s need a hand"))
    return failed or some(standing.states["submitted"], _("%(n)s on the way"))


def copies(standing: Standing) -> str:
    """Say how large a family is on average."""
    if not standing.families:
        return ""
    matched = standing.pieces - sum(
        standing.states[state] for state in ("submitted", "uncaptured", "captured", "fingerprinted")
    )
    return _("%(n)s pieces each") % {"n": number_format(matched / standing.families, 1)}


def not_referred(standing: Standing) -> str:
    """Say what was assessed and is not referred."""
    exempt = some(standing.states["not_referred"], _("%(n)s are not"))
    undecided = some(standing.states["undecided"], _("%(n)s undecided"))
    return " · ".join(part for part in (exempt, undecided) if part)
