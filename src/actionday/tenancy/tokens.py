"""Whom a token acts for; held in memory, a revoked one is refused within a second."""

import threading
import time
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from .acting import Actor, as_the_program
from .models import Token
from .models.token import OF_A_MACHINE, SCOPES_OF, digest

FRESH_S = 0.5
UNKNOWN_S = 0.02  # a flood of wrong tokens costs at most 50 reads a second


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls the API: the token's id, whom it acts for, what it may be used for."""

    token: int
    actor: Actor
    scopes: frozenset[str]
    roles: frozenset[str]


class TokenTable:
    """All valid tokens by digest, read again when the copy is older than half a second."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.read_at = float("-inf")
        self.callers: dict[bytes, Caller] = {}

    def caller(self, secret: str) -> Caller | None:
        """Return whom this secret acts for, or None if it is not valid."""
        self.refresh(FRESH_S)
        key = digest(secret)
        if key not in self.callers:  # a token just made works at once
            self.refresh(UNKNOWN_S)
        return self.callers.get(key)

    def refresh(self, age_s: float) -> None:
        """Read the tokens again if the copy is older than this."""
        if time.monotonic() - self.read_at > age_s:
            with self.lock:
                if time.monotonic() - self.read_at > age_s:
                    self.read()

    def read(self) -> None:
        """Read the valid tokens from the database."""
        valid = Token.objects.filter(
            Q(expires_at=None) | Q(expires_at__gt=timezone.now()),
            Q(member=None) | Q(member__is_active=True),
            revoked_at=None,
        )
        with as_the_program():
            self.callers = {
                bytes(token.digest): caller_of(token) for token in valid.select_related("member")
            }
        self.read_at = time.monotonic()


def caller_of(token: Token) -> Caller:
    """Return the caller that a token stands for; its scopes shrink with its holder's roles."""
    if token.member is not None:
        member = token.member
        actor = Actor(member.pk, member.unit_id, member.platform_id)
        roles = frozenset(member.roles)
        most = frozenset[str]().union(*(SCOPES_OF.get(role, ()) for role in roles))
    else:
        actor, roles = Actor(None, token.unit_id, token.platform_id), frozenset()
        most = OF_A_MACHINE["unit" if token.unit_id else "platform"]
    return Caller(token.pk, actor, most & frozenset(token.scopes), roles)


tokens = TokenTable()
