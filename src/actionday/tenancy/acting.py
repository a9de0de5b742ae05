"""Acting as somebody: the one way into a transaction.

Sets who acts for as long as the transaction lasts (`SET LOCAL`); the database's row-level security
(`cases/isolation.sql`) judges by it. Who has not said who they are sees nothing.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from psycopg.pq import TransactionStatus

from .models import Member

PROGRAM, PARTY = "program", "party"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: ids of a member, their unit or platform; all None for the program itself."""

    member: int | None = None
    unit: int | None = None
    platform: int | None = None

    @property
    def role(self) -> str:
        """Return how the database knows the actor: the program sees all, a party what is its."""
        return PARTY if any((self.member, self.unit, self.platform)) else PROGRAM


THE_PROGRAM = Actor()


class _Standing(threading.local):
    """As what this thread's open transaction acts now, so that asking costs no round trip."""

    role = PARTY


_standing = _Standing()


def actor_of(member: Member) -> Actor:
    """Return the actor for a signed-in member."""
    return Actor(member.pk, member.unit_id, member.platform_id)


@contextmanager
def acting_as(actor: Actor) -> Iterator[Actor]:
    """Open the one transaction of a step, as `actor`; an error passes through and undoes all of it.

    Refuses to open inside another transaction, which could commit half of what it does.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('actionday.role', %s, true),"
                " set_config('actionday.member', %s, true),"
                " set_config('actionday.unit', %s, true),"
                " set_config('actionday.platform', %s, true)",
                [
                    actor.role,
                    *(str(each or "") for each in (actor.member, actor.unit, actor.platform)),
                ],
            )
        _standing.role = actor.role
        yield actor


@contextmanager
def as_the_program() -> Iterator[None]:
    """Look beyond what the actor may see, for what only the program may know and answers itself.

    Inside an open transaction the actor is the same again afterwards; else opens one.
    """
    if not connection.in_atomic_block:
        with acting_as(THE_PROGRAM):
            yield
        return
    if _standing.role == PROGRAM:
        yield
        return
    set_role(PROGRAM)
    try:
        yield
    finally:
        _standing.role = PARTY
        if connection.connection.info.transaction_status == TransactionStatus.INTRANS:
            set_role(PARTY)


def set_role(role: str) -> None:
    """Set the role for the rest of the transaction, and note it where asking costs nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('actionday.role', %s, true)", [role])
    _standing.role = role
