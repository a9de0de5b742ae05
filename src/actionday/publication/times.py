"""How long it took from the find to the referral, and from the referral to the answer."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from .item import Item

DAY_MS = 86_400_000
MILLISECOND = timedelta(milliseconds=1)


def times(items: Iterable[Item]) -> dict[str, dict[str, Any]]:
    """Both waits of `items`, each `{n, n_open, median, p90, within_24h}`; seconds, nearest rank."""
    sent = [item for item in items if item.sent_at is not None]
    unsent = sum(1 for item in items if item.sent_at is None and item.settled == "referred")
    unanswered = sum(1 for item in sent if item.standing == "unanswered")
    to_referral = [_ms(item.found_at, item.sent_at) for item in sent if item.sent_at]
    to_decision = [
        _ms(item.sent_at, item.decided_at) for item in sent if item.sent_at and item.decided_at
    ]
    return {
        "find_to_referral_s": _summary(to_referral, unsent),
        "referral_to_decision_s": _summary(to_decision, unanswered),
    }


def _ms(start: str, end: str) -> int:
    """Whole milliseconds between two ledger times; 0 where a clock was set back."""
    return max(0, (datetime.fromisoformat(end) - datetime.fromisoformat(start)) // MILLISECOND)


def _summary(waits: list[int], n_open: int) -> dict[str, Any]:
    waits.sort()
    return {
        "n": len(waits),
        "n_open": n_open,
        "median": _rank(waits, 5),
        "p90": _rank(waits, 9),
        "within_24h": sum(1 for wait in waits if wait <= DAY_MS),
    }


def _rank(ordered: list[int], tenths: int) -> float | None:
    """The value at rank ceil(n * tenths / 10), in seconds; None of an empty list."""
    if not ordered:
        return None
    return ordered[-(-len(ordered) * tenths // 10) - 1] / 1000
