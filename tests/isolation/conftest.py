"""Everybody who could ask: each role, on the day and outside of it, people and machines."""

import pytest

from actionday.cases.models import ActionDay
from actionday.tenancy.acting import Actor
from actionday.tenancy.models import Platform, Role, Scope, Unit
from actionday.tenancy.models.token import issue
from tests.isolation.everything import Everything, fill
from tests.people import Person, person
from tests.pieces import MakePiece

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
def machines(day: ActionDay, units: dict[str, Unit], plaza: Platform, quentin: Person) -> list[str]:
    """Return the tokens of machines with every scope there is: of ES, DK, Plaza, Hearth."""
    hearth = quentin.member.platform
    assert hearth is not None
    return [
        issue("es", ALL_SCOPES, unit=units["ES"]),
        issue("dk", ALL_SCOPES, unit=units["DK"]),
        issue("plaza", ALL_SCOPES, platform=plaza),
        issue("hearth", ALL_SCOPES, platform=hearth),
    ]


@pytest.fixture
def everything(day: ActionDay, make_piece: MakePiece, cast: Cast) -> Everything:
    return fill(day, make_piece, cast["alice"], cast["aude, auditor"], cast["paula"])


def machine(of: Unit | Platform) -> Actor:
    """Return the actor of a machine, which is nobody in particular."""
    return Actor(unit=of.pk) if isinstance(of, Unit) else Actor(platform=of.pk)
