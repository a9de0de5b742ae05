"""Pieces of the tests, made at the state that a test begins with."""

import itertools
from collections.abc import Callable

import pytest
from django.utils import timezone

from actionday.cases.models import ActionDay, Family, Item, Sighting
from actionday.ledger.log import append
from actionday.stages import Done
from actionday.tenancy.acting import THE_PROGRAM, acting_as
from actionday.tenancy.models import Platform, Unit

MakePiece = Callable[..., Item]


@pytest.fixture
def make_piece(day: ActionDay, units: dict[str, Unit], plaza: Platform) -> MakePiece:
    """Make a piece found by ES that wants its first view, in a family of its own or in `family`."""
    numbers = itertools.count(1)

    def make(family: Family | None = None, state: str = "matched", seat: str = "first") -> Item:
        address = f"plaza.localhost:8001/v/{next(numbers)}"
        done = Done()
        with acting_as(THE_PROGRAM):
            item = Item.objects.create(
                day=day, identity=address, canonical_url=f"http://{address}", platform=plaza,
                lead_unit=units["ES"], kind="video", state=state, seat=seat,
                family=family or Family.objects.create(day=day), submitted_at=timezone.now(),
            )  # fmt: skip
            Sighting.objects.create(
                item=item, unit=units["ES"], url=item.canonical_url, at=item.submitted_at
            )
            done.tell(day.log_id, "item.submitted", item.subject, status="new", unit="ES",
                      kind="video", language=None, platform="plaza")  # fmt: skip
            done.tell(day.log_id, "item.matched", item.subject, family=item.family.subject)
            append(day.log_id, done.events[day.log_id])
        return item

    return make
