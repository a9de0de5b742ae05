"""Consult: an auditor looks into a piece, with a reason that is itself logged."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.cases.models import Consultation, Item
from actionday.tenancy.acting import Actor

from . import Done, Refused, member_of

OPEN_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The piece, and why the auditor has to look into it."""

    item: UUID
    reason: str


def prepare(item: UUID, reason: str) -> Prepared:
    """Refuse a look without a reason."""
    if not reason.strip():
        raise Refused(422, _("A reason in words is missing: it is logged with your look."))
    return Prepared(item, reason.strip())


def write(actor: Actor, prepared: Prepared) -> Done:
    """Open the piece to the auditor for a while; the restricted log says so."""
    item = Item.objects.select_related("day").filter(pk=prepared.item).first()
    if item is None:
        raise Refused(404, _("There is no such piece."))
    until = timezone.now() + OPEN_FOR
    Consultation.objects.create(
        item=item, member_id=member_of(actor), reason=prepared.reason, until=until
    )
    done = Done(answer={"item": str(item.pk), "until": until.isoformat()})
    log = item.day.restricted_log_id
    assert log is not None
    private = {"member": actor.member, "reason": prepared.reason, "until": until.isoformat()}
    done.tell(log, "item.consulted", item.subject, private=private)
    return done
