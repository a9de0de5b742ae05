"""The accounts' log: who was invited, joined, changed, disabled; and their tokens. Never public."""

from typing import Any

from django.utils.crypto import salted_hmac

from actionday.ledger.log import Event, append
from actionday.ledger.models import Log
from actionday.tenancy.acting import as_the_program

ORIGIN = "accounts"


def tell(event: str, about: str, **facts: Any) -> None:
    """Append an entry; call it last in the transaction that it tells of."""
    with as_the_program():
        log, _made = Log.objects.get_or_create(origin=ORIGIN)
        append(log.pk, [Event(event, subject(about), {"private": {"about": about} | facts})])


def subject(about: str) -> str:
    """Return the id of what an entry is about, which means nothing to others."""
    return salted_hmac("actionday.accounts", about).hexdigest()[:32]
