"""Plan: a day is opened and closed; each move is an entry."""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.cases.models import ActionDay, AvailabilityCheck, Item
from actionday.cases.taxonomy import GONE, DayState
from actionday.tenancy.acting import Actor

from . import Done, Refused

FROM = {DayState.OPEN: DayState.PLANNED, DayState.CLOSED: DayState.OPEN}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A day and the state that it shall have."""

    day: str
    to: DayState


def prepare(day: str, to: DayState) -> Prepared:
    """Nothing is slow here."""
    return Prepared(day, to)


def write(actor: Actor, prepared: Prepared) -> Done:
    """Move the day on."""
    day = ActionDay.objects.select_for_update(no_key=True).get(slug=prepared.day)
    if day.state != FROM[prepared.to]:
        raise Refused(
            409,
            _("The day is %(state)s; it cannot become %(to)s.")
            % {"state": day.get_state_display(), "to": prepared.to.label},
        )
    day.state = prepared.to
    done = Done(answer={"slug": day.slug, "state": day.state})
    if prepared.to == DayState.OPEN:
        day.opened_at = timezone.now()
        done.tell(day.log_id, "day.opened", day.subject, day=facts(day))
    else:
        day.closed_at = timezone.now()
        done.tell(day.log_id, "day.closed", day.subject, private={"member": actor.member})
        look_again(done, day)
    day.save(update_fields=["state", "opened_at", "closed_at"])
    return done


def facts(day: ActionDay) -> dict[str, object]:
    """Return what the report says of the day itself."""
    return {
        "slug": day.slug,
        "title": day.title,
        "coordinator": day.coordinator.code,
        "initiators": sorted(day.initiators.values_list("code", flat=True)),
        "units": sorted(day.units.values_list("code", flat=True)),
        "platforms": sorted(day.platforms.values_list("slug", flat=True)),
        "terms": [
            {"platform": terms.platform.slug, "sha256": terms.sha256}
            for terms in day.terms.select_related("platform").order_by("platform__slug")
        ],
    }


def look_again(done: Done, day: ActionDay) -> None:
    """Have every address looked at that was sent and was not gone at the last look."""
    last = AvailabilityCheck.objects.filter(item=OuterRef("pk")).order_by("-pk")
    there = (
        Item.objects.filter(day=day, state__in=("sent", "decided"))
        .annotate(seen=Subquery(last.values("observation")[:1]))
        .filter(Q(seen=None) | ~Q(seen__in=GONE))
    )
    for item in there.order_by("pk").values_list("pk", flat=True):
        done.move("closing", item)
