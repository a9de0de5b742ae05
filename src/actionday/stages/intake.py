"""Intake: a find comes in; is it new, or known?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.cases.canonical import Canonical, InvalidAddress, canonicalise
from actionday.cases.models import ActionDay, Item
from actionday.cases.parts import platforms_of
from actionday.cases.paused import pause_of
from actionday.cases.taxonomy import DayState, Kind
from actionday.edge.fetch import allowed_names
from actionday.tenancy.acting import Actor
from actionday.tenancy.models import Platform, Unit

from . import Done, Refused, unit_of


@dataclass(frozen=True, slots=True)
class Find:
    """One row of a submission, as given."""

    url: str
    kind: str = ""
    language: str = ""
    note: str = ""


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


def prepare(day: str, finds: Sequence[Find]) -> Prepared:
    """Canonicalise every address."""
    allowed = allowed_names()
    return Prepared(day, [canonical_row(find, allowed) for find in finds])


def canonical_row(find: Find, allowed: frozenset[str]) -> Row:
    """Return the find with its canonical address or the reason why it has none."""
    try:
        return Row(find, canonicalise(find.url, allowed=allowed))
    except InvalidAddress as error:
        return Row(find, error=str(error))


def write(actor: Actor, prepared: Prepared) -> Done:
    """Save new items and every sighting; answer each row."""
    day = ActionDay.objects.get(slug=prepared.day)
    if day.state != DayState.OPEN:
        raise Refused(409, _("This day is not open: nothing can be submitted to it now."))
    unit = Unit.objects.get(pk=unit_of(actor))
    check_not_paused(day.pk, unit.pk)
    now = timezone.now()
    assign_platforms(day, prepared.rows)
    good = [row for row in prepared.rows if not row.error]
    find_or_make_items(day, unit, good, now)
    note_sightings(actor, unit, good, now)
    done = Done()
    for row in good:
        tell(done, day, unit, row)
    done.answer = [answer(row) for row in prepared.rows]
    return done


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
    """Return the day's items with these identities."""
    items = Item.objects.filter(day=day, identity__in=list(identities), merged_into=None)
    return {item.identity: item for item in items}


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


def answer(row: Row) -> dict[str, object]:
    """Return what the caller is told of one row."""
    if row.item is None or row.canonical is None:
        return {"url": row.find.url, "canonical_url": None, "item": None, "error": row.error}
    known = "referred" if row.item.state in ("sent", "decided") else "known"
    return {
        "url": row.find.url,
        "canonical_url": row.canonical.url,
        "item": str(row.item.id),
        "status": "new" if row.new else known,
        "unresolved": row.item.unresolved,
    }
