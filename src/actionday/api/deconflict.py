"""The calls of de-confliction: holds, objections, conflicts, threats to life, pauses."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from actionday.cases.models import ActionDay, Conflict
from actionday.stages import Refused, alarm, conflict, hold, pause
from actionday.tenancy.acting import acting_as
from actionday.tenancy.models import Role, Scope

from .auth import caller_of, day_of, needs
from .calls import do
from .shapes import EndIn, HoldIn, ObjectionIn, PauseIn, SettlementIn, TakingIn

router = Router()


@router.post("/items/{item}/holds")
@needs(Scope.HOLD, member=True)
def place(request: HttpRequest, item: UUID, body: HoldIn) -> object:
    """Hold a piece and its copies until a time: an ongoing investigation must not be burnt."""
    return do(request, hold, hold.Place(item, body.until, body.reason))


@router.patch("/items/{item}/holds/{number}")
@needs(Scope.HOLD, member=True)
def extend(request: HttpRequest, item: UUID, number: int, body: EndIn) -> object:
    """Give one's hold another end."""
    return do(request, hold, hold.Extend(item, number, body.until))


@router.delete("/items/{item}/holds/{number}")
@needs(Scope.HOLD, member=True)
def lift(request: HttpRequest, item: UUID, number: int) -> object:
    """Lift one's hold; what it stopped goes on."""
    return do(request, hold, hold.Lift(item, number))


@router.post("/items/{item}/objections")
@needs(Scope.HOLD, member=True)
def objection(request: HttpRequest, item: UUID, body: ObjectionIn) -> object:
    """Say what one's unit wants of a piece, against another; the coordinator settles it."""
    return do(request, conflict, conflict.Object(item, body.wants, body.reason))


@router.get("/days/{slug}/conflicts")
@needs(Scope.READ, member=True)
def conflicts(request: HttpRequest, slug: str) -> dict[str, object]:
    """List the day's conflicts that one settles, watches or takes a side in; open ones first."""
    caller = caller_of(request)
    with acting_as(caller.actor):
        return {"conflicts": [described(each) for each in conflicts_of(day_of(caller, slug))]}


def conflicts_of(day: ActionDay) -> list[Conflict]:
    """Return the conflicts, the most urgent first."""
    known = Conflict.objects.filter(day=day).prefetch_related("sides__unit")
    return sorted(known, key=lambda each: (each.settled_at is not None, each.due_at))


def described(found: Conflict) -> dict[str, Any]:
    """Return a conflict with the sides that the caller may read."""
    return {
        "conflict": found.pk,
        "item": str(found.item_id),
        "opened_at": found.opened_at.isoformat(),
        "due_at": found.due_at.isoformat(),
        "settled_at": found.settled_at and found.settled_at.isoformat(),
        "outcome": found.outcome or None,
        "reason": found.reason or None,
        "sides": [
            {"unit": each.unit.code, "wants": each.wants, "reason": each.reason}
            for each in found.sides.all()
        ],
    }


@router.post("/conflicts/{number}/settlement")
@needs(Scope.READ, member=True)
def settlement(request: HttpRequest, number: int, body: SettlementIn) -> object:
    """Settle a conflict; never over one's own find."""
    if not caller_of(request).scopes & {Scope.COORDINATE, Scope.ASSESS}:
        raise Refused(403, _("This token may read conflicts, not settle them."))
    return do(request, conflict, conflict.Settle(number, body.outcome, body.reason))


@router.post("/items/{item}/escalation")
@needs(Scope.COORDINATE, role=Role.COORDINATOR, member=True)
def take(request: HttpRequest, item: UUID, body: TakingIn) -> object:
    """Take on a threat to life."""
    return do(request, alarm, item, body.note)


@router.put("/days/{slug}/pauses/{party}/{name}")
@needs(Scope.COORDINATE, role=Role.COORDINATOR, member=True)
def stop(request: HttpRequest, slug: str, party: str, name: str, body: PauseIn) -> object:
    """Pause a `unit`, or the sending to a `platform`."""
    return pause_or_resume(request, slug, party, name, body.why)


@router.delete("/days/{slug}/pauses/{party}/{name}")
@needs(Scope.COORDINATE, role=Role.COORDINATOR, member=True)
def go_on(request: HttpRequest, slug: str, party: str, name: str) -> object:
    """Let it go on; what waited is sent."""
    return pause_or_resume(request, slug, party, name, None)


def pause_or_resume(
    request: HttpRequest, slug: str, party: str, name: str, why: str | None
) -> object:
    """Run the stage for a party of a day that the caller coordinates."""
    caller = caller_of(request)
    with acting_as(caller.actor):
        if party not in pause.PARTIES or day_of(caller, slug).coordinator_id != caller.actor.unit:
            raise Http404
    return do(request, pause, slug, party, name, why)
