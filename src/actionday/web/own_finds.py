"""How finds are told: the answers to a submission, and what became of the unit's latest."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy

from actionday.cases.file_parts import parts_in
from actionday.cases.held import held_of
from actionday.cases.models import ActionDay, Sighting
from actionday.pipeline import STATES
from actionday.stages.intake import standing
from actionday.tenancy.models import Member

SHOWN = 20
WORDS = {
    "new": gettext_lazy("new"),
    "known": gettext_lazy("known"),
    "held": gettext_lazy("held"),
    "referred": gettext_lazy("referred"),
    "refused": gettext_lazy("refused"),
}


def answered(rows: Iterable[tuple[int, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return the stage's answers as a page shows them."""
    seen: dict[str, int] = {}
    told = []
    for line, answer in rows:
        status = answer.get("status", "refused")
        first = seen.setdefault(answer["item"], line) if answer["item"] else line
        told.append(
            {"lead_unit": "", "since": "", "state": "", "error": "", "unresolved": False}
            | answer
            | {
                "line": line,
                "status": status,
                "word": WORDS[status],
                "since": moment_of(answer.get("since")),
                "state": STATES.get(answer.get("state", ""), ""),
                "again": first if first != line else 0,
            }
        )
    return told


def moment_of(text: str | None) -> datetime | None:
    """Return the moment that an answer gives."""
    return datetime.fromisoformat(text) if text else None


def counted(rows: Iterable[dict[str, Any]]) -> list[tuple[str, str, int]]:
    """Return how many rows got each answer, those that there are."""
    return told_counts(Counter(row["status"] for row in rows))


def told_counts(counts: Counter[str]) -> list[tuple[str, str, int]]:
    """Return the answers that there are, with their words and numbers, in the usual order."""
    return [(name, str(word), counts[name]) for name, word in WORDS.items() if counts[name]]


def latest(member: Member, day: ActionDay) -> list[dict[str, Any]]:
    """Return the unit's latest finds as they stand now: a merge has corrected the first answer."""
    mine = Sighting.objects.filter(item__day=day, unit=member.unit_id)
    known = mine.select_related("item__lead_unit").prefetch_related("item__merged")
    sightings = list(known.order_by("-at", "-pk")[:SHOWN])
    held = held_of({each.item_id for each in sightings})
    return [
        {
            "item": each.item,
            "find": each,
            "status": (status := status_now(each, held)),
            "word": WORDS[status],
            "state": STATES.get(each.item.state, each.item.state),
            "links": len(each.item.merged.all()),
        }
        for each in sightings
    ]


def status_now(find: Sighting, held: set[Any]) -> str:
    """Return how the find stands today: new is what the unit found first."""
    now = standing(find.item, held)
    return "new" if now == "known" and find.item.lead_unit_id == find.unit_id else now


def brought_in(member: Member, day: ActionDay, upload: str) -> dict[str, Any] | None:
    """Return what became of a file that the unit has submitted; None where there is none."""
    assert member.unit is not None
    parts = parts_in(day, upload) if upload else []
    mine = [each for each in parts if each["unit"] == member.unit.code]
    if not mine:
        return None
    counts: Counter[str] = Counter()
    for each in mine:
        counts.update(each["rows"])
    del counts["refused"]  # of a file these were shown, row by row, before
    return {
        "file": mine[0]["file"],
        "parts": len(mine),
        "of": mine[0]["of"],
        "counts": told_counts(counts),
        "rows": counts.total(),
    }
