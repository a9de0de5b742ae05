"""Alarm: the coordinator takes on a threat to life that an assessor saw."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.cases.models import Escalation
from actionday.tenancy.acting import Actor

from . import Done, Refused, member_of


@dataclass(frozen=True, slots=True)
class Taken:
    """An escalated piece, and what the coordinator does about it."""

    item: UUID
    note: str


def prepare(item: UUID, note: str) -> Taken:
    """Nothing is slow here."""
    return Taken(item, note.strip())


def write(actor: Actor, taken: Taken) -> Done:
    """Note who took it and when; the first who takes it has it."""
    found = Escalation.objects.select_related("item__day").select_for_update(of=["self"])
    alarm = found.filter(item=taken.item, item__day__coordinator=actor.unit).first()
    if alarm is None:
        raise Refused(404, _("There is no such escalation."))
    if alarm.taken_at is not None:
        raise Refused(409, _("Somebody has taken it already."))
    alarm.taken_by_id, alarm.taken_at = member_of(actor), timezone.now()
    alarm.note = taken.note
    alarm.save(update_fields=["taken_by", "taken_at", "note"])
    done = Done(answer={"item": str(taken.item), "taken_at": alarm.taken_at.isoformat()})
    item = alarm.item
    done.tell_apart(
        item.day, "escalation.taken", item.subject, member=actor.member, note=alarm.note
    )
    return done
