"""One piece of content as the ledger tells of it, up to the last entry that was read."""

from dataclasses import dataclass, field
from typing import Any

from .disclosure import NONE, UNDISCLOSED, Fields, facet

STANDINGS = {
    "removed_terms": "upheld",
    "removed_law": "upheld",
    "restricted": "upheld",
    "demoted": "upheld",
    "account_suspended": "upheld",
    "no_action": "rejected",
    "not_found": "not_locatable",
    "insufficient": "insufficient",
    "already_removed": "already_gone",
}
"""How a referral stands after a platform's outcome."""

UNKNOWN = frozenset(
    {"unanswered", "not_locatable", "insufficient", "already_gone", "withdrawn_undecided"}
)
"""The standings that say neither upheld nor rejected."""

GONE = frozenset({"gone", "gone_by_uploader", "account_gone"})
"""The observations that mean: it was seen to be gone."""

LATEST = ("kind", "language", "ideology", "ground")
"""The facets that come from the latest entry of the item that has them."""


@dataclass(slots=True)
class Item:
    """One item. Times are the ledger's strings; None means that no entry says so (yet)."""

    found_at: str
    unit: Any
    platform: Any
    latest: dict[str, Any] = field(default_factory=dict)
    family: str | None = None
    merged: bool = False
    verdicts: dict[str, str] = field(default_factory=dict)
    escalated: bool = False
    settled: str | None = None
    exemption: str | None = None
    sent_at: str | None = None
    packet: str | None = None
    acknowledged: bool = False
    outcome: str | None = None
    decided_at: str | None = None
    observation: str | None = None
    withdrawn: bool = False
    complained: bool = False
    complaint_outcome: str | None = None

    def overlay(self, fields: Fields) -> None:
        """Let the facets of one more entry replace those of the entries before it."""
        for name in LATEST:
            if name in fields:
                self.latest[name] = facet(fields, name)

    @property
    def standing(self) -> str | None:
        """How the referral stands: upheld, rejected or one of `UNKNOWN`; None if never sent."""
        if self.sent_at is None:
            return None
        if self.outcome is not None:
            return STANDINGS[self.outcome]
        return "withdrawn_undecided" if self.withdrawn else "unanswered"

    @property
    def seen_gone(self) -> bool:
        """Upheld, and gone when last looked at."""
        return self.standing == "upheld" and self.observation in GONE

    @property
    def reinstated(self) -> bool:
        """The last decision on a complaint put the piece back."""
        return self.complaint_outcome == "reinstated"

    def values(self, cut: str) -> set[str]:
        """The values of the item in one cut; only `ground` may give several."""
        if cut == "ground":
            return _grounds(self.latest.get("ground"))
        value = self.latest.get(cut) if cut in LATEST else getattr(self, cut)
        return {NONE if value is None else str(value)}


def _grounds(value: Any) -> set[str]:
    return {UNDISCLOSED} if value == UNDISCLOSED else set(value or [NONE])
