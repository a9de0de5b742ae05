"""A day is opened, closed, published: what each means is said first, then it is done."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from actionday import pipeline
from actionday.cases.flight import in_flight
from actionday.cases.models import ActionDay
from actionday.cases.taxonomy import DayState
from actionday.stages import Refused
from actionday.stages import plan as moving
from actionday.tenancy.acting import acting_as, actor_of, as_the_program

from .access import coordinates, day_for, member_of, signed_in
from .plan_page import AFTER, lacks_of
from .step_up import needs_step_up


@signed_in
def ask(request: HttpRequest, slug: str, to: str) -> HttpResponse:
    """Say what the move means, and what is on its way."""
    with acting_as(actor_of(member_of(request))):
        return page(request, slug, to, "")


@require_POST
@needs_step_up
def move(request: HttpRequest, slug: str, to: str) -> HttpResponse:
    """Move the day on; who was shown what is on its way has confirmed it."""
    member = member_of(request)
    actor = actor_of(member)
    with acting_as(actor):
        day = own(request, slug, to)
    try:
        pipeline.step(moving, actor, day.slug, DayState(to), request.POST.get("confirmed") == "yes")
    except Refused as refusal:
        with acting_as(actor):
            return page(request, slug, to, str(refusal))
    return redirect("plan" if to == DayState.PUBLISHED else "board", slug)


def own(request: HttpRequest, slug: str, to: str) -> ActionDay:
    """Return a day that the member coordinates, and that such a move belongs to."""
    member = member_of(request)
    day = day_for(member, slug)
    if not coordinates(member, day) or to not in AFTER.values():
        raise Http404
    return day


def page(request: HttpRequest, slug: str, to: str, refused: str) -> HttpResponse:
    """Show what the move means."""
    day = own(request, slug, to)
    with as_the_program():
        waiting = in_flight(day).words(publishing=to == DayState.PUBLISHED)
    fits = AFTER.get(DayState(day.state)) == to
    shown = {
        "day": day,
        "screen": "plan",
        "to": to,
        "fits": fits,
        "refused": refused,
        "lacks": lacks_of(day) if to == DayState.OPEN else [],
        "waiting": waiting if fits and to != DayState.OPEN else [],
    }
    return render(request, "web/move.html", shown, status=409 if refused else 200)
