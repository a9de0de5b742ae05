"""How a day stands, for its board: a few aggregate queries, shared by all who look at it.

The program computes it: sums are for all who take part, the rows behind them are not.
"""

import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from actionday.cases.models import ActionDay
from actionday.cases.parts import units_of
from actionday.cases.taxonomy import GONE, UPHELD, Outcome
from actionday.publication.agreement import alpha_of
from actionday.tenancy.acting import as_the_program

from .happenings import Happening, latest
from .sizes import rest

PIECES = """
    SELECT i.lead_unit_id, i.kind, i.ideology, i.language, i.state, p.name, i.seat <> '',
           i.settled_at IS NOT NULL, i.trouble <> '', count(*), min(i.submitted_at)
    FROM cases_item i JOIN tenancy_platform p ON p.id = i.platform_id
    WHERE i.day_id = %(day)s AND i.merged_into_id IS NULL
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
"""
TOTALS = """
    SELECT (SELECT coalesce(sum(s.times), 0) FROM cases_sighting s
            JOIN cases_item i ON i.id = s.item_id WHERE i.day_id = %(day)s),
           (SELECT count(DISTINCT family_id) FROM cases_item
            WHERE day_id = %(day)s AND merged_into_id IS NULL)
"""
VOTES = """
    SELECT unit, first, second, count(*) FROM (
      SELECT DISTINCT ON (i.family_id) i.lead_unit_id AS unit,
             a.verdict = 'refer' AS first, b.verdict = 'refer' AS second
      FROM cases_item i
      JOIN cases_assessment a ON a.item_id = i.id AND a.seat = 'first'
      JOIN cases_assessment b ON b.item_id = i.id AND b.seat = 'second'
      WHERE i.day_id = %(day)s AND i.merged_into_id IS NULL
      ORDER BY i.family_id, i.submitted_at, i.id
    ) votes GROUP BY 1, 2, 3
"""
ANSWERS = """
    SELECT p.name, count(r.id), count(first.at),
           percentile_disc(0.5) WITHIN GROUP (
             ORDER BY extract(epoch FROM greatest(first.at - k.sent_at, interval '0'))::float8)
             FILTER (WHERE first.at IS NOT NULL),
           count(*) FILTER (WHERE last.outcome = ANY(%(upheld)s)),
           count(*) FILTER (WHERE last.outcome = %(left_up)s),
           count(*) FILTER (WHERE last.outcome = ANY(%(upheld)s) AND seen.is = ANY(%(gone)s))
    FROM cases_platformpart t
    JOIN tenancy_platform p ON p.id = t.platform_id
    LEFT JOIN (cases_referral r JOIN cases_packet k ON k.id = r.packet_id)
      ON k.day_id = t.day_id AND k.platform_id = t.platform_id
    LEFT JOIN LATERAL (SELECT d.at FROM cases_decision d WHERE d.referral_id = r.id
                       ORDER BY d.id LIMIT 1) first ON true
    LEFT JOIN LATERAL (SELECT d.outcome FROM cases_decision d WHERE d.referral_id = r.id
                       ORDER BY d.id DESC LIMIT 1) last ON true
    LEFT JOIN LATERAL (SELECT c.observation AS is FROM cases_availabilitycheck c
                       WHERE c.item_id = r.item_id ORDER BY c.id DESC LIMIT 1) seen ON true
    WHERE t.day_id = %(day)s GROUP BY p.name ORDER BY count(r.id) DESC, p.name
"""
CUTS = ("kind", "ideology", "language", "stage", "platform")
"""How the board can cut the pieces, in the order of the query's columns."""

RESTS = 10
"""Computing takes a tenth of the time at most: so many times as long a size then stands."""

NOT_YET_CAPTURED = ("submitted", "uncaptured")


@dataclass(slots=True)
class UnitRow:
    """One unit: pieces it found first, how many of them are assessed and how many want a view.

    `alpha` is Krippendorff's, of the blind first and second views of them; None where undefined.
    """

    code: str
    name: str
    finds: int = 0
    assessed: int = 0
    waiting: int = 0
    alpha: float | None = None


@dataclass(slots=True)
class CutRow:
    """The pieces of one kind, ideology, language, stage or platform; `oldest` was found first."""

    value: str
    pieces: int = 0
    assessed: int = 0
    referred: int = 0
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """What one platform did; `median_s` is from sending to its first decision, in seconds."""

    name: str
    sent: int
    decided: int
    median_s: float | None
    upheld: int
    left_up: int
    seen_gone: int

    @property
    def other(self) -> int:
        """Decided neither way: not found, not enough information, already gone."""
        return self.decided - self.upheld - self.left_up

    @property
    def unanswered(self) -> int:
        """Sent, and no decision yet."""
        return self.sent - self.decided


@dataclass(slots=True)
class Standing:
    """The whole day; all but `submissions` and `families` count pieces."""

    at: datetime
    submissions: int
    families: int
    states: Counter[str] = field(default_factory=Counter)
    assessed: int = 0
    waiting: int = 0
    unreadable: int = 0
    oldest: dict[str, datetime] = field(default_factory=dict)
    units: list[UnitRow] = field(default_factory=list)
    cuts: dict[str, list[CutRow]] = field(default_factory=dict)
    platforms: list[PlatformRow] = field(default_factory=list)
    latest: list[Happening] = field(default_factory=list)

    @property
    def pieces(self) -> int:
        """All pieces that are not another piece's short link."""
        return self.states.total()

    @property
    def captured(self) -> int:
        """Pieces that something was kept of."""
        return self.pieces - sum(self.states[state] for state in NOT_YET_CAPTURED)

    @property
    def sent(self) -> int:
        """Pieces that were sent to a platform."""
        return self.states["sent"] + self.states["decided"]

    @property
    def referred(self) -> int:
        """Pieces settled to be referred, sent or not yet."""
        return self.states["referred"] + self.sent


_known: dict[str, tuple[tuple[int, int], Standing]] = {}
_computing = threading.Lock()


def standing_of(day: ActionDay, size: int) -> Standing:
    """Return how the day stands; computed once for each size of its log and each minute."""
    now = timezone.now()
    key = (size, int(now.timestamp()) // 60)
    with _computing:  # of all who ask at once, one computes
        known = _known.get(day.subject)
        if known is None or known[0] != key:
            begun = time.monotonic()
            with as_the_program():
                known = _known[day.subject] = (key, compute(day, now))
            rest(day.log_id, RESTS * (time.monotonic() - begun))
        return known[1]


def compute(day: ActionDay, now: datetime) -> Standing:
    """Ask the database."""
    [(submissions, families)] = rows(TOTALS, day)
    standing = Standing(now, int(submissions), families)
    units = {unit.pk: UnitRow(unit.code, unit.name) for unit in units_of(day).order_by("name")}
    units.setdefault(day.coordinator_id, UnitRow(day.coordinator.code, day.coordinator.name))
    cuts: dict[str, dict[str, CutRow]] = {name: {} for name in CUTS}
    for row in rows(PIECES, day):
        count_in(standing, units, cuts, row)
    for unit_id, alpha in alphas(day).items():
        units[unit_id].alpha = alpha
    standing.units = sorted(units.values(), key=lambda row: (-row.finds, row.name))
    for name, cut in cuts.items():
        standing.cuts[name] = sorted(cut.values(), key=lambda row: (-row.pieces, row.value))
    standing.platforms = [PlatformRow(*row) for row in rows(ANSWERS, day)]
    standing.latest = latest(day)
    return standing


def count_in(
    standing: Standing,
    units: dict[int, UnitRow],
    cuts: dict[str, dict[str, CutRow]],
    row: tuple[Any, ...],
) -> None:
    """Add one group of pieces to the strip, to its unit and to its row of each cut."""
    unit_id, *values, wants_view, settled, trouble, n, oldest = row
    unit, state = units[unit_id], values[CUTS.index("stage")]
    standing.states[state] += n
    standing.oldest[state] = min(oldest, standing.oldest.get(state, oldest))
    standing.unreadable += n if trouble and state not in NOT_YET_CAPTURED else 0
    unit.finds += n
    if settled:
        standing.assessed += n
        unit.assessed += n
    if wants_view:
        standing.waiting += n
        unit.waiting += n
    for name, value in zip(CUTS, values, strict=True):
        add(cuts[name].setdefault(value, CutRow(value)), state, n, settled, oldest)


def add(cut: CutRow, state: str, n: int, settled: bool, oldest: datetime) -> None:
    """Add one group of pieces to a row of a cut."""
    cut.pieces += n
    cut.assessed += n if settled else 0
    cut.referred += n if state in ("referred", "sent", "decided") else 0
    cut.oldest = min(oldest, cut.oldest or oldest)


def alphas(day: ActionDay) -> dict[int, float]:
    """Return each unit's alpha, of one vote a family, where it is defined."""
    cells: dict[int, list[int]] = {}
    for unit, first, second, n in rows(VOTES, day):
        cells.setdefault(unit, [0, 0, 0, 0])[2 * (not first) + (not second)] += n
    found = {unit: alpha_of(table) for unit, table in cells.items()}
    return {unit: float(alpha) for unit, alpha in found.items() if alpha is not None}


def rows(sql: str, day: ActionDay) -> list[tuple[Any, ...]]:
    """Run one of the queries above for the day."""
    given: dict[str, Any] = {
        "day": day.pk,
        "upheld": [str(each.value) for each in UPHELD],
        "gone": [str(each.value) for each in GONE],
        "left_up": Outcome.NO_ACTION.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
