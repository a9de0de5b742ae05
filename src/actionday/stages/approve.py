"""Approve: a unit's lead gives leave to send what the unit leads, until a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.cases.models import ActionDay, SendingApproval
from actionday.cases.sending import due
from actionday.tenancy.acting import Actor, as_the_program

from . import Done, Refused, member_of, unit_of

LONGEST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The day, and until when what is settled may be sent."""

    day: str
    until: datetime


def prepare(day: str, until: datetime) -> Prepared:
    """Refuse a leave that is over already, or that nobody would remember."""
    if until.tzinfo is None:
        raise Refused(422, _("until: a time zone is missing."))
    if not timezone.now() < until <= timezone.now() + LONGEST:
        raise Refused(422, _("until: a leave to send lasts until a time within 24 hours."))
    return Prepared(day, until)


def write(actor: Actor, prepared: Prepared) -> Done:
    """Save the leave; what has waited for it is sent now, what is settled later in its turn."""
    day = ActionDay.objects.get(slug=prepared.day)
    SendingApproval.objects.create(
        day=day, unit_id=unit_of(actor), member_id=member_of(actor), until=prepared.until
    )
    done = Done(answer={"until": prepared.until.isoformat()})
    private = {"member": actor.member, "unit": actor.unit, "until": prepared.until.isoformat()}
    done.tell(day.log_id, "sending.approved", day.subject, private=private)
    with as_the_program():
        for item in due(day=day, lead_unit=actor.unit):
            done.move("ready", item)
    return done
