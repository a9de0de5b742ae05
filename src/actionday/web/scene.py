"""What a board shows to all alike."""

from datetime import datetime
from typing import Any

from actionday.cases.models import ActionDay
from actionday.publication.words import wait

from .standing import Standing
from .strip import strip


def scene(day: ActionDay, standing: Standing) -> dict[str, Any]:
    """Return what everybody sees of the day."""
    return {
        "day": day,
        "now": standing.at,
        "standing": standing,
        "running": running(day, standing.at),
        "strip": strip(standing),
        "latest": standing.latest,
        "answers": answers(standing),
    }


def running(day: ActionDay, now: datetime) -> str:
    """Return how long the day has been open, or was."""
    if day.opened_at is None:
        return ""
    return wait(((day.closed_at or now) - day.opened_at).total_seconds())


def answers(standing: Standing) -> dict[str, int]:
    """Return what all platforms did together."""
    return {
        name: sum(getattr(row, name) for row in standing.platforms)
        for name in ("sent", "upheld", "left_up", "other", "unanswered")
    }
