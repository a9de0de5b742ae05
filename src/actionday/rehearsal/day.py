"""Prepares the rehearsal's day as an administrator would: units, members, tokens, terms."""

import hashlib
from dataclasses import asdict
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from actionday.cases.models import ActionDay
from actionday.cases.models import Terms as Snapshot
from actionday.ledger import canonical
from actionday.ledger.models import Log
from actionday.rehearsal.people import Person, people
from actionday.rehearsal.programme import (
    CHECK_AFTER_S,
    DISPATCH_AFTER_S,
    LEGAL_BASIS,
    ORIGIN,
    SCOPE,
    SLUG,
    TITLE,
    Staff,
    hosts,
)
from actionday.rehearsal.terms import CLAUSES
from actionday.rehearsal.units import COORDINATOR, INITIATORS, UNIT_NAMES, law_of
from actionday.rehearsal.world import World
from actionday.tenancy.acting import THE_PROGRAM, acting_as
from actionday.tenancy.models import Member, Platform, Role, Scope, Unit
from actionday.tenancy.models.token import issue


def prepare(world: World, port: int, password: str) -> Staff:
    """Save everybody and everything of the day; `port` is Plaza's. The day is not open yet."""
    with acting_as(THE_PROGRAM):
        plaza = Platform.objects.create(slug="plaza", name="Plaza", hosts=hosts(port))
        units = {
            code: Unit.objects.create(code=code, name=UNIT_NAMES[code], **law_of(code))
            for code in world.units
        }
        make_day(units, plaza)
        staff = Staff(platform=issue("Plaza's desk", [Scope.PLATFORM], platform=plaza))
        for code, unit in units.items():
            staff.units[code] = issue(f"{code} intake", [Scope.INTAKE, Scope.READ], unit=unit)
        hire(staff, people(world.seed, world.units), units, plaza, make_password(password))
        return staff


def make_day(units: dict[str, Unit], plaza: Platform) -> None:
    """Plan the day, with Plaza's terms as they stand."""
    day = ActionDay.objects.create(
        slug=SLUG,
        title=TITLE,
        scope=SCOPE,
        legal_basis=LEGAL_BASIS,
        log=Log.objects.create(origin=ORIGIN),
        restricted_log=Log.objects.create(origin=f"{ORIGIN}/restricted"),
        coordinator=units[COORDINATOR],
        dispatch_after_s=DISPATCH_AFTER_S,
        check_after_s=CHECK_AFTER_S,
    )
    now = timezone.now()
    day.units.set(units.values(), through_defaults={"accepted_at": now})
    day.platforms.set([plaza], through_defaults={"accepted_at": now})
    day.initiators.set([units[code] for code in INITIATORS])
    clauses: list[dict[str, Any]] = [asdict(clause) for clause in CLAUSES]
    digest = hashlib.sha256(canonical.encode(clauses)).hexdigest()
    Snapshot.objects.create(day=day, platform=plaza, sha256=digest, clauses=clauses)


def hire(
    staff: Staff, persons: list[Person], units: dict[str, Unit], plaza: Platform, password: str
) -> None:
    """Save the members, who all share one (hashed) password, and issue their tokens."""
    for person in persons:
        member = Member.objects.create(
            email=person.email,
            name=person.name,
            unit=units[person.unit] if person.unit else None,
            platform=plaza if person.platform else None,
            roles=[person.role],
            password=password,
        )
        if person.role == Role.INVESTIGATOR:
            scopes = [Scope.INTAKE, Scope.ASSESS, Scope.READ]
            staff.investigators.append(issue(f"{person.name}'s", scopes, member=member))
        if person.role == Role.UNIT_LEAD:
            staff.leads.append(issue(f"{person.name}'s", [Scope.APPROVE], member=member))
        if person.role == Role.COORDINATOR:
            scopes = [Scope.COORDINATE, Scope.READ]
            staff.coordinator = issue(f"{person.name}'s", scopes, member=member)
        if person.role not in {each.role for each in staff.logins}:
            staff.logins.append(person)
