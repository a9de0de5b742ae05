"""Plaza's moderation desk: takes in referrals, reviews each piece, acts, and tells its decision."""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from threading import Event, Thread

from actionday.rehearsal.piece import Piece
from actionday.rehearsal.platform_api import AwayError, PlatformApi, Row
from actionday.rehearsal.store import SeenReferral, Store

POLL_S = 0.3
REST_S = 1.0
"""Between polls when nothing has come and nothing waits."""

LONGEST_BACKOFF_S = 5.0

CAUSES = {"removed_terms": "terms", "removed_law": "law", "restricted": "restricted"}
BY_TERMS = frozenset(("removed_terms", "restricted", "demoted", "account_suspended"))
USUAL_CLAUSE = "4.1"
"""Named where Plaza acts on a piece that in truth breaks no clause."""

REASONS = {
    "removed_terms": "Reviewed against our terms; it breaks the clause named.",
    "removed_law": "Removed after review by our legal team.",
    "restricted": "Not shown in the territories named.",
    "demoted": "Kept out of recommendations and shown to adults only.",
    "account_suspended": "The account exists to break the clause named; it is closed.",
    "no_action": "Reviewed; we found no breach of our terms.",
    "not_found": "We could not find this piece.",
    "insufficient": "The referral does not say enough for us to decide.",
    "already_removed": "It had been deleted by its author before our review.",
}


class Desk(Thread):
    """Works until `stop`; survives the API being away. `find` resolves a referral's URL."""

    def __init__(self, api: PlatformApi, store: Store, find: Callable[[str], Piece | None]) -> None:
        super().__init__(name="moderation desk", daemon=True)
        self._api = api
        self._store = store
        self._find = find
        self._stopped = Event()
        self._said = ""

    def run(self) -> None:
        """Take in, acknowledge and decide, again and again; back off while the API is away."""
        pause = POLL_S
        while not self._stopped.is_set():
            try:
                pause = POLL_S if self.work() else REST_S
            except AwayError as error:
                self._say(str(error))
                pause = min(max(pause, POLL_S) * 2, LONGEST_BACKOFF_S)
            self._stopped.wait(pause)

    def stop(self) -> None:
        """End the work after the step in progress."""
        self._stopped.set()

    def work(self) -> bool:
        """Do one round; return whether anything came or still waits. AwayError if the API is."""
        came = self._take_in()
        self._acknowledge()
        self._decide()
        return came or desk_status(self._store)["waiting"] > 0

    def _take_in(self) -> bool:
        """Write down the referrals not seen before; uploaders who leave do so now."""
        new = [row for row in self._api.sent() if row["id"] not in self._store.referrals]
        seen = {row["id"]: self._find(row["url"]) for row in new}
        leaving = [piece for piece in seen.values() if piece and piece.leaves]
        self._store.take_away((_subject(piece), "author") for piece in leaving)
        self._store.keep(_seen(referral, piece) for referral, piece in seen.items())
        return bool(new)

    def _acknowledge(self) -> None:
        waiting = [row for row in list(self._store.referrals.values()) if row.state == "seen"]
        if waiting:
            results = self._api.acknowledge([row.id for row in waiting])
            self._settle(results, "acknowledged")

    def _decide(self) -> None:
        """Act on what is due, then tell the decisions."""
        now = time.time()
        due = [row for row in list(self._store.referrals.values()) if _is_due(row, now)]
        if due:
            pieces = [(row, self._store.pieces.get(row.piece or "")) for row in due]
            self._store.take_away(_takedowns(piece for _row, piece in pieces if piece))
            decisions = [decision(row.id, piece) for row, piece in pieces]
            self._settle(self._api.decide(decisions), "decided")

    def _settle(self, results: Iterable[Row], state: str) -> None:
        """Write down how the other side took each: `state`, or refused where it names an error."""
        known = self._store.referrals
        self._store.keep(
            replace(known[row["referral"]], state="refused" if row.get("error") else state)
            for row in results
        )

    def _say(self, trouble: str) -> None:
        """Report trouble once, not with every try."""
        if trouble != self._said:
            print(f"Plaza's desk waits: {trouble}", file=sys.stderr, flush=True)
        self._said = trouble


def desk_status(store: Store) -> dict[str, int]:
    """Return how many referrals were seen, and of them acknowledged, decided, waiting, ...

    `waiting` will still be decided, `never` will not; `refused` could not be told to the other
    side. All decisions that will come have come when `waiting` is 0.
    """
    rows = list(store.referrals.values())
    states = Counter(row.state for row in rows)
    never = sum(row.due_at is None and row.state != "refused" for row in rows)
    return {
        "seen": len(rows),
        "acknowledged": states["acknowledged"] + states["decided"],
        "decided": states["decided"],
        "waiting": len(rows) - states["decided"] - states["refused"] - never,
        "never": never,
        "refused": states["refused"],
    }


def decision(referral: str, piece: Piece | None) -> Row:
    """Return the decision on a referral in the API's form; the piece's leaning fixes it."""
    outcome = (piece.leaning.outcome if piece else None) or "not_found"
    row: Row = {"referral": referral, "outcome": outcome, "reason": REASONS[outcome]}
    row["automated"] = bool(piece and piece.leaning.automated)
    if piece and outcome in BY_TERMS:
        row["terms_clause"] = piece.subject.clause or USUAL_CLAUSE
    if piece and piece.leaning.territories:
        row["territories"] = list(piece.leaning.territories)
    return row


def _seen(referral: str, piece: Piece | None) -> SeenReferral:
    if piece is None:
        return SeenReferral(referral, None, time.time(), "seen")
    never = piece.leaning.outcome is None
    return SeenReferral(
        referral, piece.id, None if never else time.time() + piece.leaning.delay_s, "seen"
    )


def _is_due(row: SeenReferral, now: float) -> bool:
    return row.state == "acknowledged" and row.due_at is not None and row.due_at <= now


def _subject(piece: Piece) -> str:
    return f"@{piece.author}" if piece.kind == "account" else piece.id


def _takedowns(pieces: Iterable[Piece]) -> Iterable[tuple[str, str]]:
    """Yield what goes and why; a demoted piece stays, and so does what Plaza forgets."""
    for piece in pieces:
        outcome = piece.leaning.outcome or ""
        if piece.leaning.acts and outcome == "account_suspended":
            yield f"@{piece.author}", "suspended"
        elif piece.leaning.acts and outcome in CAUSES:
            yield _subject(piece), CAUSES[outcome]
