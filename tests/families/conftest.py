"""Pieces that arrive one after the other and are matched by the real stage, with made-up frames."""

import itertools
from collections.abc import Callable

import numpy as np
import pytest
from django.utils import timezone

from actionday import pipeline
from actionday.cases.models import ActionDay, Fingerprint, Item, Sighting
from actionday.ledger.log import append
from actionday.media.bars import UNBOXED
from actionday.stages import Done, match
from actionday.tenancy.acting import THE_PROGRAM, acting_as
from actionday.tenancy.models import Platform, Unit
from tests.site.conftest import visit

__all__ = ["visit"]  # the fixture is shared

Arrive = Callable[..., Item]
NOISE = np.random.default_rng(11)


def value(picture: int) -> str:
    """The hash of a picture, a few bits off each time; others are far from it."""
    bits = np.random.default_rng(picture).integers(0, 2, 256, np.uint8)
    bits[NOISE.choice(256, 4, replace=False)] ^= 1
    return np.packbits(bits).tobytes().hex()


def prints(item: Item, pictures: tuple[int, ...], boxed: bool) -> list[Fingerprint]:
    """A frame a second; inside bars (`boxed`) the frames as such are like nothing else."""
    return [
        Fingerprint(
            item=item,
            type="vpdq",
            quality=90,
            time_s=float(second),
            value=value(10_000 + NOISE.integers(10_000)) if boxed else value(picture),
            forms={UNBOXED: value(picture)} if boxed else {},
        )
        for second, picture in enumerate(pictures)
    ]


@pytest.fixture
def arrive(day: ActionDay, units: dict[str, Unit], plaza: Platform) -> Arrive:
    """Have a unit find a clip that shows these pictures, one a second, and match it."""
    numbers = itertools.count(1)

    def come(*pictures: int, unit: str = "ES", boxed: bool = False) -> Item:
        address = f"plaza.localhost:8001/c/{next(numbers)}"
        with acting_as(THE_PROGRAM):
            item = Item.objects.create(
                day=day, identity=address, canonical_url=f"http://{address}", platform=plaza,
                lead_unit=units[unit], kind="video", state="fingerprinted",
                submitted_at=timezone.now(),
            )  # fmt: skip
            Sighting.objects.create(
                item=item, unit=units[unit], url=item.canonical_url, at=item.submitted_at
            )
            Fingerprint.objects.bulk_create(prints(item, pictures, boxed))
            done = Done()
            done.tell(day.log_id, "item.submitted", item.subject, status="new", unit=unit,
                      kind="video", language=None, platform="plaza")  # fmt: skip
            done.tell(day.log_id, "item.fingerprinted", item.subject)
            append(day.log_id, done.events[day.log_id])
        return matched(item)

    return come


def matched(item: Item) -> Item:
    """Match a fingerprinted piece; return it as it is then."""
    assert pipeline.step(match, THE_PROGRAM, item.pk) is not None
    item.refresh_from_db()
    return item


def families(*items: Item) -> list[int | None]:
    """The families that pieces are in now, numbered in the order in which they come."""
    now = dict(Item.objects.filter(pk__in=[each.pk for each in items]).values_list("pk", "family"))
    order = list(dict.fromkeys(now[each.pk] for each in items))
    return [order.index(now[each.pk]) for each in items]
