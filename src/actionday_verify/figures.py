"""Every figure of report.json, computed from the items alone (the page's "Figures")."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from typing import Any

from .items import GONE, UPHELD, Day, Item

FACTS = ("slug", "title", "coordinator", "initiators", "units", "platforms", "terms")
FIGURES = (
    *("submissions", "items", "duplicates", "families", "assessed", "referred", "not_referred"),
    *("undecided", "exempt", "escalated", "sent", "packets", "acknowledged", "decided", "upheld"),
    *("rejected", "unknown", "unanswered", "not_locatable", "insufficient", "already_gone"),
    *("withdrawn_undecided", "seen_gone", "withdrawn", "complaints", "reinstated"),
)
CUTS = ("unit", "ideology", "kind", "language", "ground", "outcome", "platform")
COUNTS = (
    *("assessed", "referred", "sent", "upheld", "rejected", "unknown", "withdrawn"),
    *("complaints", "reinstated"),
)
RATES = (
    *("referred_of_assessed", "exempt_of_not_referred", "decided_of_sent", "upheld_of_sent"),
    *("rejected_of_sent", "unknown_of_sent", "seen_gone_of_upheld", "withdrawn_of_sent"),
    "reinstated_of_complaints",
)
STATES = dict.fromkeys(UPHELD, "upheld") | {
    "no_action": "rejected",
    "not_found": "not_locatable",
    "insufficient": "insufficient",
    "already_removed": "already_gone",
}
CELLS = ("refer_refer", "refer_not", "not_refer", "not_not")


def recompute(day: Day) -> dict[str, Any]:
    """Return the parts of report.json that follow from the ledger, but for `ledger` itself."""
    items = [item for item in day.items.values() if "item.merged" not in item.last]
    marked = [(item, set(marks(item))) for item in items]
    counts = Counter(mark for _item, names in marked for mark in names)
    counts |= {
        "submissions": day.submissions,
        "items": len(items),
        "duplicates": day.submissions - len(items),
        "families": len({day.family(item.family) for item in items} - {None}),
        "packets": len({item.packet for item in items if item.sent} - {None}),
    }
    found = [item.sent - item.found for item in items if item.sent]
    answered = [item.decided - item.sent for item in items if item.sent and item.decided]
    unsent = sum("referred" in names and "sent" not in names for _item, names in marked)
    return {
        "day": {name: day.facts.get(name) for name in FACTS} | day.times,
        "figures": {name: counts[name] for name in FIGURES},
        "by": {name: cut(marked, name) for name in CUTS},
        "seen": seen(items),
        "times": {
            "find_to_referral_s": spread(found, unsent),
            "referral_to_decision_s": spread(answered, counts["unanswered"]),
        },
        "agreement": agreement(votes(day, items)),
        "rates": [rate(name, counts) | {"as_of": day.times["as_of"]} for name in RATES],
    }


def marks(item: Item) -> Iterator[str]:
    """Yield the figures that count the item."""
    last = item.last
    if settled := last.get("item.settled"):
        yield from ("assessed", settled["verdict"])
        if settled["verdict"] == "not_referred" and settled["exemption"] is not None:
            yield "exempt"
    if "escalate" in last:
        yield "escalated"
    if "complaint.filed" in last:
        yield "complaints"
    if last.get("complaint.decided") == {"outcome": "reinstated"}:
        yield "reinstated"
    if item.sent:
        yield from marks_of_sent(last)


def marks_of_sent(last: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield the figures that count an item because it was sent."""
    yield "sent"
    state = "withdrawn_undecided" if "referral.withdrawn" in last else "unanswered"
    if "referral.withdrawn" in last:
        yield "withdrawn"
    if "referral.acknowledged" in last:
        yield "acknowledged"
    if "decision.made" in last:
        yield "decided"
        state = STATES[last["decision.made"]["outcome"]]
    yield state
    if state not in ("upheld", "rejected"):
        yield "unknown"
    if state == "upheld" and last.get("availability.checked", {}).get("observation") in GONE:
        yield "seen_gone"


def cut(marked: list[tuple[Item, set[str]]], name: str) -> dict[str, dict[str, int]]:
    """Return the nine counts for each value of a facet that has any."""
    table: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item, names in marked:
        for value in item.facets.get(name, ("none",)):
            table[value].update(names.intersection(COUNTS))
    return {value: {count: row[count] for count in COUNTS} for value, row in table.items() if row}


def seen(items: list[Item]) -> dict[str, dict[str, int]]:
    """Return what the last check saw, by what the platform claimed."""
    table: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        if item.sent and "availability.checked" in item.last:
            outcome = item.facets.get("outcome", ("none",))[0]
            table[outcome][item.last["availability.checked"]["observation"]] += 1
    return {outcome: dict(row) for outcome, row in table.items()}


def spread(times: list[timedelta], n_open: int) -> dict[str, Any]:
    """Return how long it took, in seconds."""
    ms = sorted(max(0, time // timedelta(milliseconds=1)) for time in times)
    n = len(ms)
    return {
        "n": n,
        "n_open": n_open,
        "median": ms[(n + 1) // 2 - 1] / 1000 if n else None,
        "p90": ms[(9 * n + 9) // 10 - 1] / 1000 if n else None,
        "within_24h": sum(each <= 86_400_000 for each in ms),
    }


def rate(name: str, counts: Counter[str]) -> dict[str, Any]:
    """Return the two parts of a rate."""
    part, whole = name.split("_of_")
    return {"name": name, "numerator": counts[part], "denominator": counts[whole]}


def votes(day: Day, items: list[Item]) -> list[int]:
    """Return the 2x2 table, row by row, of the first item of each family that has both views."""
    voters: dict[Any, int] = {}
    for item in items:
        family, last = day.family(item.family), item.last
        if family is not None and "first" in last and "second" in last:
            first, second = (last[seat]["verdict"] != "refer" for seat in ("first", "second"))
            voters.setdefault(family, 2 * first + second)
    return [Counter(voters.values())[cell] for cell in range(4)]


def agreement(table: list[int]) -> dict[str, Any]:
    """Return Krippendorff's alpha with its bootstrap interval (the page's "agreement")."""
    drawn = sorted(resampled(table)) if sum(table) > 1 else [None] * 1000
    chosen = {"alpha": alpha(table), "low": drawn[24], "high": drawn[974]}
    return {
        **{name: each if each is None else float(round(each, 4)) for name, each in chosen.items()},
        "n": sum(table),
        "table": dict(zip(CELLS, table, strict=True)),
    }


def alpha(table: list[int]) -> Fraction | None:
    """Return alpha for two coders and two values, exactly; None where it is undefined."""
    a, b, c, d = table
    scale = (2 * a + b + c) * (2 * d + b + c)
    return 1 - Fraction((b + c) * (2 * sum(table) - 1), scale) if scale else None


def resampled(table: list[int]) -> Iterator[Fraction]:
    """Yield the alpha of 1,000 resamples of the votes, drawn with the page's generator."""
    cells = [cell for cell in range(4) for _vote in range(table[cell])]
    x, n = 1, len(cells)
    for _resample in range(1000):
        drawn = [0, 0, 0, 0]
        for _draw in cells:
            x = (6364136223846793005 * x + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
            drawn[cells[(x >> 33) % n]] += 1
        each = alpha(drawn)
        yield Fraction(1) if each is None else each
