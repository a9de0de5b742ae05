"""Acting as somebody: the one way into a transaction.

Sets who acts for as long as the transaction lasts (`SET LOCAL`), so that the database can judge.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from .models import Member


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: ids of a member, their unit or platform; all None for the program itself."""

    member: int | None = None
    unit: int | None = None
    platform: int | None = None


THE_PROGRAM = Actor()


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
                "SELECT set_config('actionday.member', %s, true),"
                " set_config('actionday.unit', %s, true),"
                " set_config('actionday.platform', %s, true)",
                [str(each or "") for each in (actor.member, actor.unit, actor.platform)],
            )
        yield actor
