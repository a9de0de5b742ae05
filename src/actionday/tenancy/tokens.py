"""Whom a token acts for; held in memory, a revoked one is refused within a second.

When it was last used is written at most once a minute, in a transaction of its own.
"""

import threading
import time
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from .acting import Actor, as_the_program
from .models import Token
from .models.token import digest
from .roles import OF_A_MACHINE, scopes_of

FRESH_S = 0.5
UNKNOWN_S = 0.02  # a flood of wrong tokens costs at most 50 reads a second
USED_S = 60


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
        self.noted: dict[int, float] = {}

    def caller(self, secret: str) -> Caller | None:
        """Return whom this secret acts for, or None if it is not valid."""
        self.refresh(FRESH_S)
        key = digest(secret)
        if key not in self.callers:  # a token just made works at once
            self.refresh(UNKNOWN_S)
        found = self.callers.get(key)
        if found is not None:
            self.note(found.token)
        return found

    def note(self, token: int) -> None:
        """Write that a token was used, unless that was written less than a minute ago."""
        now = time.monotonic()
        if now - self.noted.get(token, float("-inf")) < USED_S:
            return
        self.noted[token] = now
        at = timezone.now()
        with as_the_program():
            stale = Q(last_used_at=None) | Q(last_used_at__lt=at - timedelta(seconds=USED_S))
            Token.objects.filter(stale, pk=token).update(last_used_at=at)

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
        most = scopes_of(roles)
    else:
        actor, roles = Actor(None, token.unit_id, token.platform_id), frozenset[str]()
        most = OF_A_MACHINE["unit" if token.unit_id else "platform"]
    return Caller(token.pk, actor, most & frozenset(token.scopes), roles)


tokens = TokenTable()
