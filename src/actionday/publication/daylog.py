"""Reads the ledger's lines once, in order, and keeps what the figures ask of the day and its items.

Written from docs/reference/ledger.md alone, which also says what each field means.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from gettext import gettext as _
from typing import Any

from actionday.errors import BadInput

from .disclosure import facet, kept
from .item import Item
from .steps import STEPS

Line = Mapping[str, Any]
"""One parsed line of `ledger.jsonl`: `{"leaf": {...}, "fields": {...}}`."""


@dataclass(slots=True)
class DayLog:
    """What one pass over a day's ledger leaves: `items` are in the order of their `new` submission.

    `as_of`, `opened` and `closed` are the ledger's own time strings; `submissions` counts entries.
    """

    size: int = 0
    day: dict[str, Any] | None = None
    opened: str | None = None
    closed: str | None = None
    as_of: str | None = None
    submissions: int = 0
    found: dict[str, Item] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)

    @property
    def items(self) -> list[Item]:
        """The items that count: those that were not merged into another."""
        return [item for item in self.found.values() if not item.merged]

    def family_of(self, item: Item) -> str | None:
        """The item's family, followed through `family.merged` to the end; None if it has none.

        Raises `BadInput` where families are merged in a circle.
        """
        family = item.family
        for _step in range(len(self.joined) + 1):
            if family is None or family not in self.joined:
                return family
            family = self.joined[family]
        raise BadInput(
            _("ledger: the family %(family)s is merged into itself") % {"family": family}
        )


def read(lines: Iterable[Line]) -> DayLog:
    """Fold `lines` (in ledger order) into a `DayLog`.

    Raises `BadInput`, naming the entry, for an item event before the item's submission, a second
    `new` submission, or a field that must be disclosed and is not.
    """
    log = DayLog()
    for line in lines:
        leaf = line["leaf"]
        try:
            _take(log, leaf, line["fields"])
        except (KeyError, ValueError) as problem:
            place = {"index": leaf["index"], "event": leaf["event"], "problem": problem.args[0]}
            raise BadInput(_("ledger entry %(index)s, %(event)s: %(problem)s") % place) from problem
        log.size += 1
        log.as_of = leaf["time"]
    return log


def _take(log: DayLog, leaf: Line, fields: Line) -> None:
    event, subject = leaf["event"], leaf["subject"]
    match event:
        case "day.opened":
            log.day, log.opened = kept(fields, "day"), leaf["time"]
        case "day.amended":
            log.day = kept(fields, "day")
        case "day.closed":
            log.closed = leaf["time"]
        case "family.merged":
            log.joined[subject] = kept(fields, "into")
        case "item.submitted":
            log.submissions += 1
            if kept(fields, "status") == "new":
                _begin(log, leaf, fields)
            _item(log, subject).overlay(fields)
        case _ if event in STEPS:
            item = _item(log, subject)
            item.overlay(fields)
            STEPS[event](item, leaf["time"], fields)


def _begin(log: DayLog, leaf: Line, fields: Line) -> None:
    if leaf["subject"] in log.found:
        raise ValueError(_("the item was submitted as new before"))
    log.found[leaf["subject"]] = Item(
        found_at=leaf["time"],
        unit=facet(fields, "unit"),
        platform=facet(fields, "platform"),
    )


def _item(log: DayLog, subject: str) -> Item:
    if subject not in log.found:
        raise ValueError(_("no submission as new came before it"))
    return log.found[subject]
