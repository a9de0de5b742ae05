"""Draws how Plaza will decide on a piece, and how soon, so that a rehearsal repeats by its seed."""

from random import Random

from actionday.rehearsal.countries import EEA
from actionday.rehearsal.piece import Leaning, Subject
from actionday.rehearsal.subjects import pick

NEVER = "never"

ON_POST = {
    "removed_terms": 640,
    "removed_law": 80,
    "restricted": 50,
    "demoted": 35,
    "account_suspended": 45,
    "no_action": 80,
    "insufficient": 20,
    "already_removed": 15,
    "not_found": 10,
    NEVER: 30,
}
ON_ACCOUNT = {
    "account_suspended": 760,
    "restricted": 40,
    "no_action": 120,
    "insufficient": 40,
    "already_removed": 15,
    NEVER: 30,
}
ON_LAWFUL = {
    "no_action": 800,
    "removed_terms": 90,
    "demoted": 30,
    "insufficient": 50,
    NEVER: 30,
}
UPHELD = frozenset(("removed_terms", "removed_law", "restricted", "demoted", "account_suspended"))
"""The outcomes with which a platform acts."""

LATE_SHARE = 0.05
IDLE_SHARE = 0.04
"""Of the upheld: Plaza says so, and leaves the piece up."""


def draw_leaning(rng: Random, subject: Subject) -> Leaning:
    """Draw the decision on a piece with this subject: outcome, delay, and whether it is done."""
    outcome = pick(rng, _weights(subject))
    late = rng.random() < LATE_SHARE
    return Leaning(
        outcome=None if outcome == NEVER else outcome,
        delay_s=round(rng.uniform(2, 6) if late else rng.uniform(0, 0.4), 2),
        acts=outcome in UPHELD and rng.random() >= IDLE_SHARE,
        automated=rng.random() < 0.15,
        territories=_territories(rng) if outcome == "restricted" else (),
    )


def _weights(subject: Subject) -> dict[str, int]:
    if subject.truth.verdict == "do_not_refer":
        return ON_LAWFUL
    return ON_ACCOUNT if subject.kind == "account" else ON_POST


def _territories(rng: Random) -> tuple[str, ...]:
    return tuple(sorted(rng.sample(EEA, rng.randint(1, 4))))
