"""What became of every item, as the entries tell it in order (the page's "Events", "Facets")."""

from datetime import datetime
from gettext import gettext as _
from sys import intern
from typing import Any

from .lines import Entry, Withheld

UPHELD = ("removed_terms", "removed_law", "restricted", "demoted", "account_suspended")
OUTCOME = (*UPHELD, "no_action", "not_found", "insufficient", "already_removed")
GONE = ("gone", "gone_by_uploader", "account_gone")
OBSERVATION = (*GONE, "live", "blocked", "login_wall", "unreachable")
VERDICT = ("refer", "do_not_refer", "unsure", "escalate")
SEAT = ("first", "second", "third")
SETTLED = ("referred", "not_referred", "undecided")
EXEMPT = ("education", "journalism", "art", "research", "counter_terrorism", "public_debate")
KEPT: dict[str, dict[str, tuple[Any, ...]]] = {
    "item.submitted": {"status": ("new", "known")},
    "assessment.made": {"seat": SEAT, "verdict": VERDICT, "exemption": (None, *EXEMPT)},
    "item.settled": {"verdict": SETTLED, "exemption": (None, *EXEMPT)},
    "decision.made": {"outcome": OUTCOME},
    "availability.checked": {"observation": OBSERVATION},
    "complaint.decided": {"outcome": ("upheld", "reinstated", "no_change")},
}
"""The fields that are never withheld, by event, with the values that they may have."""
OTHERS = (
    *("item.merged", "item.captured", "item.uncaptured", "item.matched", "field.erased"),
    *("referral.sent", "referral.acknowledged", "referral.withdrawn", "complaint.filed"),
    *("family.split", "family.joined"),
)
"""The other events of an item."""

Name = str | Withheld | None


class Item:
    """One item; `last` holds the kept fields of its last entry of each event, seat and verdict."""

    def __init__(self, found: datetime) -> None:
        self.found = found
        self.sent: datetime | None = None
        self.decided: datetime | None = None
        self.family: Name = None
        self.packet: Name = None
        self.last: dict[str, dict[str, Any]] = {}
        self.facets: dict[str, tuple[str, ...]] = {}

    def take(self, entry: Entry) -> None:
        """Note what an entry of this item says; raise ValueError where it cannot be so."""
        facets = ["kind", "language", "ideology", "ground"]
        kept = {name: _kept(entry, name, may) for name, may in KEPT.get(entry.event, {}).items()}
        self.last[entry.event] = kept
        if entry.event == "item.submitted" and kept["status"] == "new":
            facets += ["unit", "platform"]
        elif entry.event in ("item.matched", "family.split", "family.joined"):
            self.family = _name(entry, "family")
        elif entry.event == "assessment.made":
            self.last[kept["seat"]] = self.last[kept["verdict"]] = kept
        elif entry.event == "referral.sent":
            if self.sent:
                raise ValueError(_("the item was already sent"))
            self.sent, self.packet = entry.time, _name(entry, "packet")
            facets += ["platform"]
        elif entry.event == "decision.made":
            self.facets["outcome"] = (kept["outcome"],)
            self.decided = self.decided or (entry.time if self.sent else None)
        for name in facets:
            if name in entry.values:
                self.facets[name] = _facet(entry, name)


class Day:
    """Takes all entries in order; `items` are in the order of their new submissions."""

    def __init__(self) -> None:
        self.facts: dict[str, Any] = {}
        self.times: dict[str, str | None] = {"opened": None, "closed": None, "as_of": None}
        self.submissions = 0
        self.items: dict[str, Item] = {}
        self._merged: dict[str, str] = {}

    def take(self, entry: Entry) -> None:
        """Note what an entry says; raise ValueError where it cannot be so."""
        self.times["as_of"] = entry.time_text
        if (entry.event == "day.opened") != (entry.number == 0):
            raise ValueError(_("day.opened has to be the first entry and no other"))
        if entry.event in ("day.opened", "day.amended"):
            self.facts = entry.values.get("day", {})
            if not isinstance(self.facts, dict):
                raise ValueError(_("day is not an object"))
            self.times["opened"] = self.times["opened"] or entry.time_text
        elif entry.event == "day.closed":
            self.times["closed"] = entry.time_text
        elif entry.event == "family.merged":
            into = _name(entry, "into")
            if not isinstance(into, str) or self.family(into) == entry.subject:
                raise ValueError(_("into names no other family"))
            self._merged[entry.subject] = into
        elif entry.event in KEPT or entry.event in OTHERS:
            self._item(entry).take(entry)

    def family(self, family: Name) -> Name:
        """Return what the family has become."""
        while isinstance(family, str) and family in self._merged:
            family = self._merged[family]
        return family

    def _item(self, entry: Entry) -> Item:
        self.submissions += entry.event == "item.submitted"
        if entry.event == "item.submitted" and entry.values.get("status") == "new":
            if entry.subject in self.items:
                raise ValueError(_("a second new submission of its item"))
            self.items[entry.subject] = Item(entry.time)
        if entry.subject not in self.items:
            raise ValueError(_("no new submission of its item came before"))
        if entry.event == "item.merged":
            into = _name(entry, "into")
            if into == entry.subject or into not in self.items:
                raise ValueError(_("into names no other item"))
        return self.items[entry.subject]


def _kept(entry: Entry, name: str, may: tuple[Any, ...]) -> Any:
    if (value := entry.values.get(name)) not in may:
        raise ValueError(_("%(name)s cannot be %(value)r") % {"name": name, "value": value})
    return may[may.index(value)]  # one object for all entries that say it


def _name(entry: Entry, name: str) -> Name:
    value = entry.values.get(name)
    if value is None or isinstance(value, str | Withheld):
        return value
    raise ValueError(_("%(name)s cannot be %(value)r") % {"name": name, "value": value})


def _facet(entry: Entry, name: str) -> tuple[str, ...]:
    value = entry.values[name]
    if name == "ground" and isinstance(value, list):
        if not all(isinstance(each, str) for each in value) or value != sorted(set(value)):
            raise ValueError(_("ground %(value)r is not a sorted list") % {"value": value})
        return tuple(map(intern, value)) or ("none",)
    named = _name(entry, name)
    if isinstance(named, Withheld):
        return ("undisclosed",)
    return ("none",) if named is None else (intern(named),)
