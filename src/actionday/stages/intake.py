"""Intake: a find comes in; is it new, known, held, or referred already?"""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.cases import file_parts
from actionday.cases.canonical import Canonical, InvalidAddress, canonicalise
from actionday.cases.file_parts import FilePart
from actionday.cases.find import Find
from actionday.cases.held import held_of
from actionday.cases.models import ActionDay, Item
from actionday.cases.parts import platforms_of
from actionday.cases.paused import pause_of
from actionday.cases.taxonomy import DayState, Kind
from actionday.edge.fetch import allowed_names
from actionday.ledger.entry import time_text
from actionday.tenancy.acting import Actor
from actionday.tenancy.models import Platform, Unit

from . import Done, Refused, unit_of

__all__ = ["FilePart", "Find", "Prepared", "Row", "assign_platforms", "prepare", "write"]

REFERRED = ("sent", "decided")


@dataclass(slots=True)
class Row:
    """A find with its canonical address, or with what is wrong with it."""

    find: Find
    canonical: Canonical | None = None
    error: str = ""
    platform: Platform | None = None
    item: Item | None = None
    new: bool = False


@dataclass(slots=True)
class Prepared:
    """The rows of one submission to one day."""

    day: str
    rows: list[Row]
    part: FilePart | None = None


def prepare(day: str, finds: Sequence[Find], part: FilePart | None = None) -> Prepared:
    """Canonicalise every address."""
    allowed = allowed_names()
    return Prepared(day, [canonical_row(find, allowed) for find in finds], part)


def canonical_row(find: Find, allowed: frozenset[str]) -> Row:
    """Return the find with its canonical address or the reason why it has none."""
    try:
        return Row(find, canonicalise(find.url, allowed=allowed))
    except InvalidAddress as error:
        return Row(find, error=str(error))


def write(actor: Actor, prepared: Prepared) -> Done | None:
    """Save new items and every sighting; answer each row. Nothing to do for a part that is in."""
    day = ActionDay.objects.get(slug=prepared.day)
    if day.state != DayState.OPEN:
        raise Refused(409, _("This day is not open: nothing can be submitted to it now."))
    unit = Unit.objects.get(pk=unit_of(actor))
    if prepared.part and file_parts.is_in(day, prepared.part):
        return None
    check_not_paused(day.pk, unit.pk)
    now = timezone.now()
    assign_platforms(day, prepared.rows)
    good = [row for row in prepared.rows if not row.error]
    find_or_make_items(day, unit, good, now)
    note_sightings(actor, unit, good, now)
    done = Done()
    for row in good:
        tell(done, day, unit, row)
    held = held_of({row.item.id for row in good if row.item and not row.new})
    done.answer = [answer(row, held) for row in prepared.rows]
    if prepared.part:
        tell_part(done, day, prepared.part, {"unit": unit.code, "member": actor.member})
    return done


def tell_part(done: Done, day: ActionDay, part: FilePart, who: dict[str, Any]) -> None:
    """Note in the restricted log that a part of a file is in, and with what answers."""
    if day.restricted_log_id is None:
        raise Refused(409, _("This day has no restricted log: files cannot be taken in."))
    rows = Counter(str(each.get("status", "refused")) for each in done.answer)
    told = who | file_parts.facts(part, dict(rows))
    done.tell_apart(day, file_parts.EVENT, part.upload, **told)


def check_not_paused(day: int, unit: int) -> None:
    """Refuse the finds of a unit that the coordinator has paused."""
    why = pause_of(day, unit)
    if why is not None:
        raise Refused(
            409,
            _("Your unit is paused on this day: %(why)s Nothing was taken in; submit it again.")
            % {"why": why},
        )


def assign_platforms(day: ActionDay, rows: list[Row]) -> None:
    """Give each row the day's platform that hosts its address, or say that none does."""
    platforms = list(platforms_of(day))
    by_host = {host: platform for platform in platforms for host in platform.hosts}
    for row in rows:
        if row.canonical is None:
            continue
        host = row.canonical.host
        row.platform = by_host.get(host)
        if row.platform is None:
            row.error = _("%(host)s is not a platform of this day (%(platforms)s).") % {
                "host": host,
                "platforms": ", ".join(each.name for each in platforms),
            }


def find_or_make_items(day: ActionDay, unit: Unit, rows: list[Row], now: datetime) -> None:
    """Give each row its item; made in the order of identities: two calls cannot deadlock."""
    drafts: dict[str, Item] = {}
    for row in rows:
        assert row.canonical is not None
        drafts.setdefault(row.canonical.identity, draft(day, unit, row, now))
    saved = items_with(day, drafts)
    missing = sorted(drafts.keys() - saved.keys())
    if missing:
        fresh = [drafts[identity] for identity in missing]
        Item.objects.bulk_create(fresh, ignore_conflicts=True)
        saved |= items_with(day, missing)
    mine = {item.id for item in drafts.values()}
    for row in rows:
        assert row.canonical is not None
        row.item = saved[row.canonical.identity]
        row.new = row.item.id in mine
        mine.discard(row.item.id)  # only the first row of a new item is the new one


def items_with(day: ActionDay, identities: Iterable[str]) -> dict[str, Item]:
    """Return the day's items with these identities; a short link's is the piece that it led to."""
    items = Item.objects.filter(day=day, identity__in=list(identities))
    known = items.select_related("lead_unit").order_by("submitted_at")
    found = {item.identity: item for item in known if item.merged_into_id}
    led_to = followed(found.values())
    found = {identity: led_to[item.id] for identity, item in found.items()}
    return found | {item.identity: item for item in known if not item.merged_into_id}


def followed(merged: Iterable[Item]) -> dict[UUID, Item]:
    """Return, for each piece that turned out to be another, the piece that it is."""
    ends = {item.id: item for item in merged}
    while wanted := {item.merged_into_id for item in ends.values() if item.merged_into_id}:
        next_ones = Item.objects.select_related("lead_unit").in_bulk(wanted)
        for start, item in ends.items():
            if item.merged_into_id:
                ends[start] = next_ones[item.merged_into_id]
    return ends


def draft(day: ActionDay, unit: Unit, row: Row, now: datetime) -> Item:
    """Return the item that this row would make."""
    canonical = row.canonical
    assert canonical is not None
    return Item(
        day=day,
        identity=canonical.identity,
        canonical_url=canonical.url,
        unresolved=canonical.unresolved,
        platform=row.platform,
        lead_unit=unit,
        kind=canonical.kind or row.find.kind or Kind.PAGE,
        language=row.find.language,
        state="submitted",
        submitted_at=now,
    )


SIGHT = """
    INSERT INTO cases_sighting (item_id, unit_id, member_id, url, note, at, times)
    VALUES (%s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (unit_id, item_id) DO UPDATE SET times = cases_sighting.times + excluded.times
"""


def note_sightings(actor: Actor, unit: Unit, rows: list[Row], now: datetime) -> None:
    """Save the unit's find of each item, or count it once more."""
    times = Counter(row.item.id for row in rows if row.item)
    first = {row.item.id: row for row in reversed(rows) if row.item}
    values = [
        (item, unit.pk, actor.member, row.find.url, row.find.note, now, times[item])
        for item, row in sorted(first.items())
    ]
    with connection.cursor() as cursor:
        cursor.executemany(SIGHT, values)


def tell(done: Done, day: ActionDay, unit: Unit, row: Row) -> None:
    """Add the row's entry, and move a new item on."""
    item = row.item
    assert item is not None
    facets: dict[str, str | None] = {"status": "known", "unit": unit.code}
    if row.new:  # later entries of the item say better, so a duplicate says nothing of it
        facets |= {
            "status": "new",
            "kind": item.kind,
            "language": item.language or None,
            "platform": row.platform.slug if row.platform else None,
        }
        done.move("new", item.id)
    done.tell(
        day.log_id,
        "item.submitted",
        item.subject,
        **facets,
        private={"url": row.find.url, "canonical_url": item.canonical_url, "note": row.find.note},
    )


def answer(row: Row, held: set[UUID]) -> dict[str, object]:
    """Return what the caller is told of one row."""
    item = row.item
    if item is None or row.canonical is None:
        return {"url": row.find.url, "canonical_url": None, "item": None, "error": row.error}
    return {
        "url": row.find.url,
        "canonical_url": item.canonical_url,
        "item": str(item.id),
        "status": "new" if row.new else standing(item, held),
        "unresolved": item.unresolved,
        "lead_unit": item.lead_unit.code,
        "since": time_text(item.submitted_at),
        "state": item.state,
    }


def standing(item: Item, held: Container[UUID]) -> str:
    """Return how a piece stands that is there already."""
    if item.state in REFERRED:
        return "referred"
    return "held" if item.id in held else "known"
