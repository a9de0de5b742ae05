"""What may be sent to its platform now: the rule stands here once, and the database answers it."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now

from .held import DISPUTED, HELD
from .models import Item, PlatformPart, SendingApproval, UnitPart
from .taxonomy import Settlement

GATHER_S = 1800
"""A piece waits so long at most for copies of it that still want a view."""

SECOND = Value(timedelta(seconds=1))


def sendable() -> QuerySet[Item]:
    """Return the pieces that are settled so and that nothing holds back.

    Their unit has approved sending and neither it nor the platform is paused; nobody holds them or
    a copy of them, nor differs over them; no copy still wants a view, or they have waited for it
    long enough.
    """
    copies = Item.objects.filter(family=OuterRef("family")).exclude(seat="")
    waited = (F("day__dispatch_after_s") + GATHER_S) * SECOND
    parts = UnitPart.objects.filter(day=OuterRef("day"), unit=OuterRef("lead_unit"))
    hosts = PlatformPart.objects.filter(day=OuterRef("day"), platform=OuterRef("platform"))
    return Item.objects.filter(
        Exists(approvals()),
        ~Exists(parts.filter(paused_at__isnull=False)),
        ~Exists(hosts.filter(paused_at__isnull=False)),
        ~Q(pk__in=RawSQL(HELD, ())),  # noqa: S611  (a constant)
        ~Q(pk__in=RawSQL(DISPUTED, ())),  # noqa: S611  (a constant)
        ~Exists(copies) | Q(settled_at__lt=Now() - waited),
        state=Settlement.REFERRED,
    )


def approvals() -> QuerySet[SendingApproval]:
    """Return the lead unit's leave to send, seen from an item."""
    mine = SendingApproval.objects.filter(day=OuterRef("day"), unit=OuterRef("lead_unit"))
    return mine.filter(until__gt=Now())


def due(**where: object) -> list[UUID]:
    """Return the pieces that may be sent and whose time has come."""
    at = Now() - F("day__dispatch_after_s") * SECOND
    found = sendable().filter(settled_at__lte=at, **where)
    return list(found.order_by("pk").values_list("pk", flat=True))
