"""Check: what is at the address now, whatever the platform says."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from actionday.cases.models import AvailabilityCheck, Item
from actionday.cases.taxonomy import Observation
from actionday.edge.fetch import FetchError, fetcher
from actionday.edge.page import Page, read
from actionday.tenancy.acting import Actor

from . import Done

SEEN = {
    404: Observation.GONE,
    410: Observation.GONE,
    451: Observation.BLOCKED,
    401: Observation.LOGIN_WALL,
    403: Observation.BLOCKED,
}
# A site rule: Plaza, the rehearsal's platform, names who took a post away.
TAKEN_AWAY_BY = {
    "author": Observation.GONE_BY_UPLOADER,
    "suspended": Observation.ACCOUNT_GONE,
}


@dataclass(slots=True)
class Prepared:
    """What was seen of one item."""

    item: UUID
    observation: Observation
    detail: str


def prepare(item: UUID) -> Prepared | None:
    """Look at the address."""
    row = Item.objects.filter(pk=item, state__in=("sent", "decided")).first()
    if row is None:
        return None
    try:
        fetched = fetcher().peek(row.canonical_url)
    except FetchError as error:
        return Prepared(item, Observation.UNREACHABLE, str(error))
    page = read(fetched.body or b"", fetched.url)
    return Prepared(item, observe(fetched.status, page), f"HTTP {fetched.status}")


def observe(status: int, page: Page) -> Observation:
    """Say what an answer means; who took it away only where the page itself says so."""
    if status == 200:
        return Observation.LIVE
    seen = SEEN.get(status, Observation.UNREACHABLE)
    if seen == Observation.GONE:
        return TAKEN_AWAY_BY.get(page.meta.get("plaza:gone", ""), seen)
    return seen


def write(actor: Actor, prepared: Prepared) -> Done:
    """Save the observation."""
    item = Item.objects.select_related("day").get(pk=prepared.item)
    AvailabilityCheck.objects.create(
        item=item, observation=prepared.observation, detail=prepared.detail, at=timezone.now()
    )
    done = Done()
    done.tell(
        item.day.log_id,
        "availability.checked",
        item.subject,
        observation=prepared.observation.value,
        private={"detail": prepared.detail},
    )
    done.move("checked", item.id)
    return done
