"""The totals of a day, the same counts cut by a facet, and what was seen against what was said."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from .daylog import DayLog
from .disclosure import NONE
from .item import UNKNOWN, Item

CUTS = ("unit", "ideology", "kind", "language", "ground", "outcome", "platform")

COUNTS: dict[str, Callable[[Item], bool]] = {
    "assessed": lambda item: item.settled is not None,
    "referred": lambda item: item.settled == "referred",
    "sent": lambda item: item.sent_at is not None,
    "upheld": lambda item: item.standing == "upheld",
    "rejected": lambda item: item.standing == "rejected",
    "unknown": lambda item: item.standing in UNKNOWN,
    "withdrawn": lambda item: item.sent_at is not None and item.withdrawn,
    "complaints": lambda item: item.complained,
    "reinstated": lambda item: item.reinstated,
}
"""The nine counts that every cut has: whether an item counts."""

FURTHER: dict[str, Callable[[Item], bool]] = {
    "not_referred": lambda item: item.settled == "not_referred",
    "undecided": lambda item: item.settled == "undecided",
    "exempt": lambda item: item.settled == "not_referred" and item.exemption is not None,
    "escalated": lambda item: item.escalated,
    "acknowledged": lambda item: item.sent_at is not None and item.acknowledged,
    "decided": lambda item: item.sent_at is not None and item.outcome is not None,
    "unanswered": lambda item: item.standing == "unanswered",
    "not_locatable": lambda item: item.standing == "not_locatable",
    "insufficient": lambda item: item.standing == "insufficient",
    "already_gone": lambda item: item.standing == "already_gone",
    "withdrawn_undecided": lambda item: item.standing == "withdrawn_undecided",
    "seen_gone": lambda item: item.seen_gone,
}
"""The counts of items that only the totals have."""

ORDER = (
    "submissions",
    "items",
    "duplicates",
    "families",
    "assessed",
    "referred",
    "not_referred",
    "undecided",
    "exempt",
    "escalated",
    "sent",
    "packets",
    "acknowledged",
    "decided",
    "upheld",
    "rejected",
    "unknown",
    "unanswered",
    "not_locatable",
    "insufficient",
    "already_gone",
    "withdrawn_undecided",
    "seen_gone",
    "withdrawn",
    "complaints",
    "reinstated",
)
"""Every figure, in the order of a piece's way."""


def totals(log: DayLog) -> dict[str, int]:
    """Every figure of the day by its name, in `ORDER`."""
    items = log.items
    figures = {
        "submissions": log.submissions,
        "items": len(items),
        "duplicates": log.submissions - len(items),
        "families": len({log.family_of(item) for item in items} - {None}),
        "packets": len({item.packet for item in items if item.sent_at is not None} - {None}),
    }
    for name, holds in (COUNTS | FURTHER).items():
        figures[name] = sum(map(holds, items))
    return {name: figures[name] for name in ORDER}


def by_cut(items: Iterable[Item]) -> dict[str, dict[str, dict[str, int]]]:
    """`{cut: {value: {count: n}}}`; a value appears if any of its counts is not 0."""
    tables: dict[str, dict[str, list[int]]] = {cut: {} for cut in CUTS}
    for item in items:
        row = [int(holds(item)) for holds in COUNTS.values()]
        if any(row):
            for cut, table in tables.items():
                for value in item.values(cut):
                    table[value] = [
                        a + b for a, b in zip(table.get(value, NOTHING), row, strict=True)
                    ]
    return {cut: _named(table) for cut, table in tables.items()}


NOTHING = [0] * len(COUNTS)


def _named(table: dict[str, list[int]]) -> dict[str, dict[str, int]]:
    return {value: dict(zip(COUNTS, table[value], strict=True)) for value in sorted(table)}


def seen(items: Iterable[Item]) -> dict[str, dict[str, int]]:
    """`{claimed outcome or none: {what was last seen: n}}` over the sent items with a check."""
    table: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        if item.sent_at is not None and item.observation is not None:
            table[item.outcome or NONE][item.observation] += 1
    return {outcome: dict(sorted(table[outcome].items())) for outcome in sorted(table)}
