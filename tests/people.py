"""The people of the tests: Alice (ES) and Bob (FR) take part; Charlie (DK) must see nothing;
Cora coordinates, Paula answers for Plaza, Quentin for another platform."""

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from actionday.cases.models import ActionDay, SendingApproval, Terms
from actionday.cases.taxonomy import DayState
from actionday.ledger.models import Log
from actionday.pipeline import step
from actionday.stages import plan
from actionday.tenancy.acting import THE_PROGRAM, Actor, actor_of
from actionday.tenancy.models import Member, Platform, Role, Scope, Unit
from actionday.tenancy.models.token import issue

CLAUSES = [
    {"number": "4.1", "title": "Threats", "text": "No threats."},
    {"number": "4.2", "title": "Praise of attacks", "text": "No praise of attacks."},
]
SCOPES = {
    Role.INVESTIGATOR: [Scope.INTAKE, Scope.ASSESS, Scope.READ, Scope.HOLD],
    Role.UNIT_LEAD: [Scope.INTAKE, Scope.ASSESS, Scope.READ, Scope.HOLD, Scope.APPROVE],
    Role.LEGAL_REVIEWER: [Scope.ASSESS, Scope.READ],
    Role.COORDINATOR: [Scope.COORDINATE, Scope.READ, Scope.INTAKE, Scope.HOLD],
    Role.PLATFORM_LEAD: [Scope.PLATFORM],
    Role.AUDITOR: [Scope.READ],
    Role.ADMINISTRATOR: [Scope.READ],
    Role.PLATFORM_REVIEWER: [Scope.PLATFORM],
}
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
"""Of everybody's authenticator app: a second factor is required of all."""


@dataclass(frozen=True, slots=True)
class Person:
    """A member and the secret of their token."""

    member: Member
    token: str

    @property
    def actor(self) -> Actor:
        return actor_of(self.member)


@lru_cache(maxsize=1)
def hashed() -> str:
    """Return the hash of everybody's password; a good one is slow, so it is made once."""
    return make_password("correct horse battery")


def person(
    name: str, role: Role, unit: Unit | None = None, platform: Platform | None = None
) -> Person:
    member = Member.objects.create(
        email=f"{name}@example.org", password=hashed(), name=name.title(), unit=unit,
        platform=platform, roles=[role],
    )  # fmt: skip
    TOTP.activate(member, SECRET)
    return Person(member, issue(f"{name}'s", SCOPES[role], member=member))


@pytest.fixture
def units(database: None) -> dict[str, Unit]:
    return {
        code: Unit.objects.create(code=code, name=code, controller=f"Police of {code}")
        for code in ("EUIRU", "ES", "FR", "DK")
    }


@pytest.fixture
def plaza(database: None) -> Platform:
    return Platform.objects.create(slug="plaza", name="Plaza", hosts=["plaza.localhost:8001"])


@pytest.fixture
def day(units: dict[str, Unit], plaza: Platform) -> ActionDay:
    """An open day of ES, FR and the coordinator."""
    made = ActionDay.objects.create(
        slug="trial", title="Trial day", log=Log.objects.create(origin="tests.example/trial"),
        restricted_log=Log.objects.create(origin="tests.example/trial/restricted"),
        coordinator=units["EUIRU"], dispatch_after_s=0, check_after_s=0,
    )  # fmt: skip
    accepted = {"accepted_at": timezone.now()}
    made.units.set([units["EUIRU"], units["ES"], units["FR"]], through_defaults=accepted)
    made.platforms.set([plaza], through_defaults=accepted)
    made.initiators.set([units["ES"]])
    Terms.objects.create(day=made, platform=plaza, sha256="0" * 64, clauses=CLAUSES)
    step(plan, THE_PROGRAM, "trial", DayState.OPEN)
    made.refresh_from_db()
    return made


def give_leave(who: Person, day: ActionDay) -> None:
    """Let what the person's unit leads be sent."""
    SendingApproval.objects.create(
        day=day, unit=who.member.unit, member=who.member, until=timezone.now() + timedelta(hours=1)
    )


@pytest.fixture
def alice(day: ActionDay, units: dict[str, Unit]) -> Person:
    return person("alice", Role.INVESTIGATOR, units["ES"])


@pytest.fixture
def bob(day: ActionDay, units: dict[str, Unit]) -> Person:
    return person("bob", Role.INVESTIGATOR, units["FR"])


@pytest.fixture
def dora(day: ActionDay, units: dict[str, Unit]) -> Person:
    return person("dora", Role.INVESTIGATOR, units["FR"])


@pytest.fixture
def charlie(day: ActionDay, units: dict[str, Unit]) -> Person:
    return person("charlie", Role.INVESTIGATOR, units["DK"])


@pytest.fixture
def cora(day: ActionDay, units: dict[str, Unit]) -> Person:
    return person("cora", Role.COORDINATOR, units["EUIRU"])


@pytest.fixture
def paula(day: ActionDay, plaza: Platform) -> Person:
    return person("paula", Role.PLATFORM_REVIEWER, platform=plaza)


@pytest.fixture
def quentin(day: ActionDay) -> Person:
    other = Platform.objects.create(slug="hearth", name="Hearth", hosts=["hearth.localhost:8002"])
    return person("quentin", Role.PLATFORM_REVIEWER, platform=other)
