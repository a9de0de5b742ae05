"""Delete: a day that was only planned is undone; that it was planned stays in its log."""

from django.utils.translation import gettext as _

from actionday.cases.models import ActionDay
from actionday.cases.taxonomy import DayState
from actionday.stages import Done, Refused
from actionday.tenancy.acting import Actor

from . import tell


def prepare(day: str) -> str:
    """Nothing is slow here."""
    return day


def write(actor: Actor, slug: str) -> Done:
    """Delete the day with its invitations and terms."""
    day = ActionDay.objects.select_for_update(no_key=True).get(slug=slug)
    if day.state != DayState.PLANNED:
        raise Refused(409, _("Only a day that was never opened can be deleted."))
    done = Done(answer={"slug": slug, "deleted": True})
    tell(done, day, "day.deleted", actor, slug=slug)
    day.delete()
    return done
