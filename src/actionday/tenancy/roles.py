"""What a role carries: the scopes of its tokens, and the roles that it may give to others."""

from collections.abc import Iterable

from .models.member import PLATFORM_ROLES, UNIT_ROLES, Role
from .models.token import Scope

UNIT_SCOPES = frozenset({Scope.INTAKE, Scope.ASSESS, Scope.READ, Scope.HOLD, Scope.MATCH})
SCOPES: dict[Role, frozenset[Scope]] = {
    Role.COORDINATOR: frozenset(
        {Scope.COORDINATE, Scope.READ, Scope.INTAKE, Scope.HOLD, Scope.MATCH}
    ),
    Role.UNIT_LEAD: UNIT_SCOPES | {Scope.APPROVE, Scope.LISTS},
    Role.INVESTIGATOR: UNIT_SCOPES,
    Role.LEGAL_REVIEWER: frozenset({Scope.ASSESS, Scope.READ, Scope.HOLD}),
    Role.PLATFORM_LEAD: frozenset({Scope.PLATFORM, Scope.MATCH, Scope.LISTS}),
    Role.PLATFORM_REVIEWER: frozenset({Scope.PLATFORM, Scope.MATCH}),
    Role.AUDITOR: frozenset({Scope.READ}),
    Role.ADMINISTRATOR: frozenset(),  # accounts and settings, no case data
}
OF_A_MACHINE = {
    "unit": frozenset({Scope.INTAKE, Scope.READ, Scope.MATCH}),
    "platform": frozenset({Scope.PLATFORM, Scope.MATCH}),
}
"""What a machine's token may be used for at most: it claims, judges, holds and approves nothing."""

HOUSE_ROLES = [Role.AUDITOR, Role.ADMINISTRATOR]
GIVES: dict[Role, frozenset[Role]] = {
    Role.COORDINATOR: frozenset(UNIT_ROLES),
    Role.UNIT_LEAD: frozenset({Role.UNIT_LEAD, Role.INVESTIGATOR, Role.LEGAL_REVIEWER}),
    Role.PLATFORM_LEAD: frozenset(PLATFORM_ROLES),
    Role.ADMINISTRATOR: frozenset(Role),
}
LEADING = frozenset(GIVES)


def scopes_of(roles: Iterable[str]) -> frozenset[Scope]:
    """Return what a token of a member with these roles may be used for."""
    return frozenset[Scope]().union(*(SCOPES[Role(role)] for role in roles))


def given_by(roles: Iterable[str]) -> frozenset[Role]:
    """Return the roles that a member with these roles may give."""
    return frozenset[Role]().union(*(GIVES.get(Role(role), frozenset()) for role in roles))


def roles_in(unit: int | None, platform: int | None) -> list[Role]:
    """Return the roles there are in a unit, in a platform, or (neither) in the house."""
    if unit is not None:
        return UNIT_ROLES
    return PLATFORM_ROLES if platform is not None else HOUSE_ROLES


def fit(roles: Iterable[str], unit: int | None, platform: int | None) -> bool:
    """Say whether somebody of the organisation may hold these roles, together."""
    held = set(roles)
    alone = Role.ADMINISTRATOR not in held or len(held) == 1
    return bool(held) and held <= set(roles_in(unit, platform)) and alone
