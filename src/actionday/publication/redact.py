"""Decides which fields a public export withholds, so that no small group can be singled out.

Small cells are suppressed with complements, as statistical offices do it (primary and secondary
suppression; see Hundepool and others, "Statistical Disclosure Control", 2012, chapter 4).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from actionday.ledger.entry import withhold

from .daylog import DayLog, Line, read
from .disclosure import NONE, UNDISCLOSED, Fields

SMALLEST = 5
"""A value of a cut with fewer items than this is not shown."""

KEPT = frozenset(
    {
        "into",
        "day",
        "verdict",
        "exemption",
        "outcome",
        "observation",
        "status",
        "seat",
        "family",
        "packet",
    }
)
"""Fields that every export discloses: the totals stand on them."""

FACETS = ("unit", "kind", "ideology", "language", "ground", "platform")
"""Fields that are withheld where rare. What neither list names is always withheld."""

Membership = Sequence[frozenset[str]]
"""For each item the values that it has in one cut."""


def withheld(lines: Sequence[Line], k: int = SMALLEST) -> list[set[str]]:
    """For each line the names of the fields that a public export withholds.

    In every cut the values with fewer than `k` items are hidden, then the next smallest ones until
    at least two values and `k` items are hidden together, or all of the cut. A value is hidden on
    each entry that names it, and on each entry of the items that count under it.
    """
    log = read(lines)
    hidden = {name: hidden_values(*_cut(lines, log, name), k) for name in FACETS}
    return [_names(line, log, hidden) for line in lines]


def hidden_values(items: Membership, values: set[str], k: int) -> set[str]:
    """The values of one cut to hide; `values` are all that occur, also those without items."""
    hidden: set[str] = set()
    while True:
        group = [item for item in items if item & hidden]
        sizes = Counter(value for item in items if not item & hidden for value in item)
        shown = sorted(values - hidden, key=lambda value: (sizes[value], value))
        small = {value for value in shown if sizes[value] < k}
        enough = not hidden or (len(hidden) > 1 and len(group) >= k)
        if not small and (enough or not shown):
            return hidden
        hidden |= small or {shown[0]}


def _cut(lines: Sequence[Line], log: DayLog, name: str) -> tuple[Membership, set[str]]:
    """The items that disclose this facet, each with its values, and all values on any entry."""
    values: set[str] = set()
    subjects: set[str] = set()
    for line in lines:
        if named := _named(line["fields"], name):
            values |= named
            subjects.add(line["leaf"]["subject"])
    counted = [item for key, item in log.found.items() if key in subjects and not item.merged]
    return [frozenset(item.values(name) - {UNDISCLOSED}) for item in counted], values


def _named(fields: Fields, name: str) -> set[str]:
    """The values that one entry discloses of a facet; empty if it discloses nothing."""
    given = fields.get(name, {})
    if "value" not in given:
        return set()
    value = given["value"]
    return set(value or [NONE]) if isinstance(value, list) else {NONE if value is None else value}


def _names(line: Line, log: DayLog, hidden: Mapping[str, set[str]]) -> set[str]:
    item = log.found.get(line["leaf"]["subject"])
    fields: Fields = line["fields"]
    names = {name for name in fields if name not in KEPT and name not in FACETS}
    for name in FACETS:
        values = _named(fields, name)
        if values and (values | (item.values(name) if item else set())) & hidden[name]:
            names.add(name)
    return names


def redacted(lines: Sequence[Line], names: Sequence[set[str]]) -> Iterator[dict[str, Any]]:
    """The lines with the fields in `names` (one set a line) cut down to their digests."""
    for line, hidden in zip(lines, names, strict=True):
        fields = line["fields"]
        shown = {key: withhold(each) if key in hidden else each for key, each in fields.items()}
        yield {"leaf": line["leaf"], "fields": shown}
