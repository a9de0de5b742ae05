"""Planning a day: its form, who has answered, what is still missing; others of the day read it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from actionday import pipeline
from actionday.cases.models import ActionDay
from actionday.cases.taxonomy import Asked, DayState
from actionday.stages import Refused
from actionday.stages.planning import delete, draft
from actionday.tenancy.acting import acting_as, actor_of
from actionday.tenancy.models import Member, Platform, Role, Unit

from .access import coordinates, day_for, member_of, signed_in
from .plan_form import PlanForm, initial_of
from .plan_page import AFTER, lacks_of, parts_of, regions

MORE = ("lease_s", "dispatch_after_s", "check_after_s")
DEFAULTS = ("four_eyes_percent", *MORE)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Plan a new day."""
    member = member_of(request)
    if not may_plan(member):
        raise Http404
    if request.method == "POST":
        return save(request, None)
    with acting_as(actor_of(member)):
        return page(request, None, form_for(member, None))


@signed_in
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the plan; its coordinator changes it."""
    member = member_of(request)
    with acting_as(actor_of(member)):
        day = day_for(member, slug)
        if request.method != "POST":
            form = form_for(member, day) if may_change(member, day) else None
            return page(request, day, form)
    if not may_change(member, day):
        raise Http404
    return save(request, day)


@require_POST
@signed_in
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Delete a day that was only planned."""
    day = own_day(request, slug)
    try:
        pipeline.step(delete, actor_of(member_of(request)), day.slug)
    except Refused as refusal:
        with acting_as(actor_of(member_of(request))):
            return page(request, day_for(member_of(request), slug), None, str(refusal))
    return redirect("days")


def own_day(request: HttpRequest, slug: str) -> ActionDay:
    """Return a day that the member coordinates."""
    member = member_of(request)
    with acting_as(actor_of(member)):
        day = day_for(member, slug)
    if not coordinates(member, day):
        raise Http404
    return day


def may_plan(member: Member) -> bool:
    """Say whether the member plans days: a unit's coordinator does."""
    return member.unit_id is not None and member.has_role(Role.COORDINATOR)


def may_change(member: Member, day: ActionDay) -> bool:
    """Say whether the member can still change the plan."""
    return coordinates(member, day) and day.state in (DayState.PLANNED, DayState.OPEN)


def save(request: HttpRequest, day: ActionDay | None) -> HttpResponse:
    """Save what was filled in; what is wrong is shown with all of it."""
    member = member_of(request)
    actor = actor_of(member)
    with acting_as(actor):
        form = form_for(member, day, request.POST)
        valid = form.is_valid()
    refused = ""
    if valid:
        try:
            done = pipeline.step(draft, actor, form.plan(), day is None)
            assert done is not None
            return redirect("plan", done.answer["slug"])
        except Refused as refusal:
            refused = str(refusal)
    with acting_as(actor):
        return page(request, day, form, refused)


def form_for(member: Member, day: ActionDay | None, given: Any = None) -> PlanForm:
    """Return the form, for a new day with the member's unit ticked."""
    blank = ActionDay()
    fresh: dict[str, Any] = {name: getattr(blank, name) for name in DEFAULTS}
    unit = member.unit.code if member.unit else ""
    initial = initial_of(day) if day else fresh | {"units": [unit], "initiators": [unit]}
    units, platforms = list(Unit.objects.all()), list(Platform.objects.all())
    return PlanForm(day, units, platforms, given, initial=initial)


def page(
    request: HttpRequest, day: ActionDay | None, form: PlanForm | None, refused: str = ""
) -> HttpResponse:
    """Show the page of a day's plan."""
    shown: dict[str, Any] = {"day": day, "form": form, "refused": refused, "screen": "plan"}
    shown["frame"] = "web/day.html" if day else "web/base.html"
    if form is not None:
        shown |= offered(form)
    if day is not None:
        member = member_of(request)
        shown |= parts_of(day) | {
            "lacks": lacks_of(day),
            "next": AFTER.get(DayState(day.state), ""),
            "mine": coordinates(member, day),
            "asked": [Asked(each).label for each in day.asked],
        }
    wrong = bool(refused or (form and form.errors))
    return render(request, "web/plan.html", shown, status=422 if wrong else 200)


def offered(form: PlanForm) -> dict[str, Any]:
    """Return what can be ticked."""
    platforms = list(Platform.objects.order_by("name"))
    return {
        "regions": regions(form, list(Unit.objects.order_by("code"))),
        "offered": platforms,
        "ticked": set(form["platforms"].value() or ()),
        "invited_platforms": set(form.initial.get("platforms", ())) if form.is_fixed else set(),
        "texts": [form["scope"], form["legal_basis"]],
        "more": [form[name] for name in MORE],
        "asked_now": set(form["asked"].value() or ()),
    }
