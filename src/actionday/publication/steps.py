"""What each event of the ledger does to the item it is about."""

from collections.abc import Callable
from gettext import gettext as _

from .disclosure import Fields, facet, kept, kept_of
from .item import STANDINGS, Item

Step = Callable[[Item, str, Fields], None]
"""Takes the item, the entry's time and its fields."""

SEATS = frozenset({"first", "second", "third"})
VERDICTS = frozenset({"refer", "do_not_refer", "unsure", "escalate"})
SETTLEMENTS = frozenset({"referred", "not_referred", "undecided"})
OUTCOMES = frozenset(STANDINGS)


def _nothing(item: Item, at: str, fields: Fields) -> None:
    """Some events only show that something happened, and give facets at most."""


def _merged(item: Item, at: str, fields: Fields) -> None:
    kept(fields, "into")
    item.merged = True


def _grouped(item: Item, at: str, fields: Fields) -> None:
    item.family = _identity(fields, "family")


def _assessed(item: Item, at: str, fields: Fields) -> None:
    seat = kept_of(fields, "seat", SEATS)
    verdict = kept_of(fields, "verdict", VERDICTS)
    item.verdicts[seat] = verdict
    item.escalated = item.escalated or verdict == "escalate"


def _settled(item: Item, at: str, fields: Fields) -> None:
    item.settled = kept_of(fields, "verdict", SETTLEMENTS)
    item.exemption = kept(fields, "exemption")


def _sent(item: Item, at: str, fields: Fields) -> None:
    if item.sent_at is not None:
        raise ValueError(_("the item was sent before"))
    item.sent_at = at
    item.packet = _identity(fields, "packet")
    if "platform" in fields:
        item.platform = facet(fields, "platform")


def _identity(fields: Fields, name: str) -> str | None:
    """The value, or the digest of a withheld one: enough to tell different ones apart."""
    given = fields.get(name, {})
    return given["digest"] if "digest" in given else given.get("value")


def _acknowledged(item: Item, at: str, fields: Fields) -> None:
    item.acknowledged = True


def _decided(item: Item, at: str, fields: Fields) -> None:
    item.outcome = kept_of(fields, "outcome", OUTCOMES)
    if item.sent_at is not None:
        item.decided_at = item.decided_at or at


def _checked(item: Item, at: str, fields: Fields) -> None:
    item.observation = kept(fields, "observation")


def _withdrawn(item: Item, at: str, fields: Fields) -> None:
    item.withdrawn = True


def _complained(item: Item, at: str, fields: Fields) -> None:
    item.complained = True


def _complaint_decided(item: Item, at: str, fields: Fields) -> None:
    item.complaint_outcome = kept(fields, "outcome")


STEPS: dict[str, Step] = {
    "item.merged": _merged,
    "item.captured": _nothing,
    "item.uncaptured": _nothing,
    "item.matched": _grouped,
    "family.split": _grouped,
    "family.joined": _grouped,
    "assessment.made": _assessed,
    "item.settled": _settled,
    "referral.sent": _sent,
    "referral.acknowledged": _acknowledged,
    "decision.made": _decided,
    "availability.checked": _checked,
    "referral.withdrawn": _withdrawn,
    "complaint.filed": _complained,
    "complaint.decided": _complaint_decided,
    "field.erased": _nothing,
}
