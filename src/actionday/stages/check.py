"""Check: what is at the address now, whatever the platform says."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from actionday.cases.models import AvailabilityCheck, Item
from actionday.cases.taxonomy import Observation
from actionday.edge.fetch import FetchError, fetcher
from actionday.tenancy.acting import Actor

from . import Done

LOOK_LIMIT = 2**20
SEEN = {
    404: Observation.GONE,
    410: Observation.GONE,
    451: Observation.BLOCKED,
    401: Observation.LOGIN_WALL,
    403: Observation.BLOCKED,
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
        status = fetcher().get(row.canonical_url, limit=LOOK_LIMIT).status
    except FetchError as error:
        return Prepared(item, Observation.UNREACHABLE, str(error))
    seen = Observation.LIVE if status == 200 else SEEN.get(status, Observation.UNREACHABLE)
    return Prepared(item, seen, f"HTTP {status}")


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
