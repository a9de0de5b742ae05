"""Everybody who could ask: each role, on the day and outside of it, people and machines."""

import pytest

from actionday.cases.models import ActionDay
from actionday.tenancy.acting import Actor
from actionday.tenancy.models import Platform, Role, Scope, Unit
from actionday.tenancy.models.token import issue
from tests.isolation.everything import Everything, fill
from tests.people import Person, person
from tests.pieces import MakePiece
from tests.site.conftest import visit  # noqa: F401  (a fixture)

ALL_SCOPES = list(Scope)
Cast = dict[str, Person]


@pytest.fixture
def cast(
    request: pytest.FixtureRequest, day: ActionDay, units: dict[str, Unit], plaza: Platform
) -> Cast:
    """Return everybody by a short name: those of all tests, and the roles that they lack."""
    known = ("alice", "bob", "charlie", "cora", "paula", "quentin")
    return {name: request.getfixturevalue(name) for name in known} | {
        "elena, lead of ES": person("elena", Role.UNIT_LEAD, units["ES"]),
        "luis, legal reviewer of ES": person("luis", Role.LEGAL_REVIEWER, units["ES"]),
        "karen, coordinator of DK": person("karen", Role.COORDINATOR, units["DK"]),
        "paul, lead of Plaza": person("paul", Role.PLATFORM_LEAD, platform=plaza),
        "aude, auditor": person("aude", Role.AUDITOR),
        "adam, administrator": person("adam", Role.ADMINISTRATOR),
    }


@pytest.fixture
def tokens(cast: Cast, units: dict[str, Unit], plaza: Platform) -> dict[str, str]:
    """Return a token with every scope for everybody, and for machines: only who they are can then
    refuse them."""
    hearth = cast["quentin"].member.platform
    assert hearth is not None
    people = {name: issue("all", ALL_SCOPES, member=who.member) for name, who in cast.items()}
    return people | {
        "machine of ES": issue("es", ALL_SCOPES, unit=units["ES"]),
        "machine of DK": issue("dk", ALL_SCOPES, unit=units["DK"]),
        "machine of Plaza": issue("plaza", ALL_SCOPES, platform=plaza),
        "machine of Hearth": issue("hearth", ALL_SCOPES, platform=hearth),
    }


@pytest.fixture
def everything(day: ActionDay, make_piece: MakePiece, cast: Cast) -> Everything:
    return fill(day, make_piece, cast["alice"], cast["aude, auditor"], cast["paula"])


def machine(of: Unit | Platform) -> Actor:
    """Return the actor of a machine, which is nobody in particular."""
    return Actor(unit=of.pk) if isinstance(of, Unit) else Actor(platform=of.pk)
