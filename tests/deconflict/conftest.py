"""A piece that both ES (Alice) and FR (Bob) found, and the calls of de-confliction."""

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from django.utils import timezone

from actionday.cases.models import ActionDay, Item, Sighting
from actionday.tenancy.models import Role, Unit
from tests.people import Person, give_leave, person
from tests.pieces import MakePiece
from tests.site.conftest import visit

__all__ = ["visit"]  # the fixture is shared

REASON = "The account is watched until the arrests."
Sight = Callable[[Item, Person], None]


@pytest.fixture(autouse=True)
def leave(alice: Person, day: ActionDay) -> None:
    """ES, which leads the pieces here, may send."""
    give_leave(alice, day)


@pytest.fixture
def sight() -> Sight:
    """Note that a person's unit found a piece too."""

    def note(item: Item, who: Person) -> None:
        assert who.member.unit is not None
        Sighting.objects.create(
            item=item, unit=who.member.unit, member=who.member, url=item.canonical_url,
            note="Seen in a public channel.", at=timezone.now(),
        )  # fmt: skip

    return note


@pytest.fixture
def shared(make_piece: MakePiece, sight: Sight, bob: Person) -> Item:
    """A piece found by ES first and by FR too."""
    item = make_piece()
    sight(item, bob)
    return item


@pytest.fixture
def lena(units: dict[str, Unit], day: object) -> Person:
    """A legal reviewer of FR."""
    return person("lena", Role.LEGAL_REVIEWER, units["FR"])


def in_(**time: float) -> str:
    """Return the time so far from now as text."""
    return (timezone.now() + timedelta(**time)).isoformat()


def hold(http: httpx.Client, item: Item, **changed: object) -> httpx.Response:
    """Place a hold of an hour."""
    body = {"until": in_(hours=1), "reason": REASON} | changed
    given = {name: value for name, value in body.items() if value is not None}
    return http.post(f"/items/{item.pk}/holds", json=given)
