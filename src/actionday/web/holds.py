"""Holding pieces, objecting to holds, and the list of one's unit's holds."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from actionday import pipeline
from actionday.cases.models import ActionDay, Conflict, Hold
from actionday.stages import Refused, conflict, hold
from actionday.tenancy.acting import acting_as, actor_of
from actionday.tenancy.models import Member

from .access import day_for, member_of, piece_for, reading, signed_in
from .hold_form import EndForm, HoldForm, ObjectForm, refusal_of
from .piece import refused_page

ENDED_SHOWN = 8


@reading
def holds(request: HttpRequest, slug: str) -> HttpResponse:
    """List the holds of the member's unit, those that end first on top, and its conflicts."""
    return listed(request, slug, "")


def listed(request: HttpRequest, slug: str, refused: str, status: int = 200) -> HttpResponse:
    """Show the list, with what was refused."""
    member = member_of(request)
    day = day_for(member, slug)
    mine = holds_of(member, day)
    now = timezone.now()
    shown = {
        "day": day,
        "screen": "holds",
        "now": now,
        "refused": refused,
        "holds": [each for each in mine if each.ended_at is None and each.until > now],
        "ended": [each for each in mine if each.ended_at or each.until <= now][-ENDED_SHOWN:],
        "conflicts": conflicts_of(member, day),
        "end_form": EndForm(),
    }
    return render(request, "web/holds.html", shown, status=status)


def holds_of(member: Member, day: ActionDay) -> list[Hold]:
    """Return the holds of the member's unit on a day."""
    known = Hold.objects.filter(unit=member.unit_id, item__day=day).order_by("until", "pk")
    return list(known.select_related("item", "member"))


def conflicts_of(member: Member, day: ActionDay) -> list[Conflict]:
    """Return the conflicts in which the member's unit takes a side."""
    known = Conflict.objects.filter(day=day, sides__unit=member.unit_id).select_related("item")
    return list(known.order_by("-pk")[:ENDED_SHOWN])


@require_POST
@signed_in
def place(request: HttpRequest, slug: str, item: UUID) -> HttpResponse:
    """Hold a piece from its page."""
    form = HoldForm(request.POST)
    if not form.is_valid():
        return refused_page(request, slug, item, refusal_of(form), 422, hold_form=form)
    asked = hold.Place(item, form.end(), form.cleaned_data["reason"])
    try:
        return done(request, slug, item, hold, asked)
    except Refused as refused:
        return refused_page(request, slug, item, str(refused), refused.status, hold_form=form)


@require_POST
@signed_in
def objection(request: HttpRequest, slug: str, item: UUID) -> HttpResponse:
    """Say from its page what one's unit wants of a piece."""
    form = ObjectForm(request.POST)
    if not form.is_valid():
        return refused_page(request, slug, item, refusal_of(form), 422, object_form=form)
    asked = conflict.Object(item, form.cleaned_data["wants"], form.cleaned_data["reason"])
    try:
        return done(request, slug, item, conflict, asked)
    except Refused as refused:
        return refused_page(request, slug, item, str(refused), refused.status, object_form=form)


def done(request: HttpRequest, slug: str, item: UUID, stage: object, asked: object) -> HttpResponse:
    """Run the stage for a piece of the day, and go back to the piece."""
    member = member_of(request)
    with acting_as(actor_of(member)):
        piece_for(member, slug, item)
    pipeline.step(stage, actor_of(member), asked)  # type: ignore[arg-type]
    return redirect("piece", slug, item)


@require_POST
@signed_in
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Lift or extend one of one's unit's holds, from the list or from the piece's page."""
    member = member_of(request)
    actor = actor_of(member)
    with acting_as(actor):
        found = Hold.objects.filter(pk=number, item__day=day_for(member, slug)).first()
    if found is None:
        raise Http404
    form = EndForm(request.POST)
    lifts = "lift" in request.POST
    try:
        if not lifts and not form.is_valid():
            raise Refused(422, refusal_of(form))
        end = None if lifts else form.end()
        asked = (
            hold.Lift(found.item_id, number) if lifts else hold.Extend(found.item_id, number, end)
        )
        pipeline.step(hold, actor, asked)
    except Refused as refused:
        with acting_as(actor):
            return listed(request, slug, str(refused), refused.status)
    if request.POST.get("back") == "piece":
        return redirect("piece", slug, found.item_id)
    return redirect("holds", slug)
