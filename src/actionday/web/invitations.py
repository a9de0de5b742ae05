"""The days that one's unit or platform is invited to, and its answer."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from actionday import pipeline
from actionday.cases.models import ActionDay, PlatformPart, UnitPart
from actionday.cases.models.day import Part
from actionday.cases.taxonomy import DayState
from actionday.stages import Refused
from actionday.stages.planning import answer as answering
from actionday.tenancy.acting import acting_as, actor_of, as_the_program
from actionday.tenancy.lawful import obstacle
from actionday.tenancy.models import Member, Role

from .access import member_of, reading, signed_in
from .plan_page import answer_of

Parts = QuerySet[UnitPart] | QuerySet[PlatformPart]
RUNNING = (DayState.PLANNED, DayState.OPEN)


def answers(member: Member) -> bool:
    """Say whether the member answers for a unit or a platform."""
    if member.platform_id is not None:
        return member.has_role(Role.PLATFORM_LEAD)
    return member.unit_id is not None and member.has_role(Role.UNIT_LEAD, Role.COORDINATOR)


def parts_for(member: Member) -> Parts:
    """Return the parts that the member answers for; who coordinates a day need not be asked."""
    if member.platform_id is not None:
        return PlatformPart.objects.filter(platform=member.platform_id)
    mine = UnitPart.objects.filter(unit=member.unit_id)
    return mine.exclude(day__coordinator=member.unit_id)


def count_open(member: Member) -> int:
    """Count the invitations that wait for the member's answer."""
    if not answers(member):
        return 0
    with as_the_program():
        waiting = parts_for(member).filter(accepted_at=None, declined_at=None)
        return waiting.filter(day__state__in=RUNNING).count()


@reading
def invitations(request: HttpRequest) -> HttpResponse:
    """List the invitations, those that wait first."""
    return page(request, "")


@require_POST
@signed_in
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Accept or decline."""
    member = member_of(request)
    if not answers(member):
        raise Http404
    actor = actor_of(member)
    try:
        pipeline.step(answering, actor, slug, request.POST.get("accept") == "yes")
    except Refused as refusal:
        if refusal.status == 404:
            raise Http404 from refusal
        with acting_as(actor):
            return page(request, str(refusal))
    return redirect("invitations")


def page(request: HttpRequest, refused: str) -> HttpResponse:
    """Show the invitations."""
    member = member_of(request)
    if not answers(member):
        raise Http404
    known = parts_for(member).filter(Q(day__state__in=RUNNING) | Q(accepted_at__isnull=False))
    parts: list[Any] = list(known.select_related("day__coordinator").order_by("-invited_at"))
    rows = [describe(member, part) for part in parts]
    rows.sort(key=lambda row: not row["waits"])
    shown = {"rows": rows, "refused": refused, "screen": "invitations"}
    return render(request, "web/invitations.html", shown, status=409 if refused else 200)


def describe(member: Member, part: UnitPart | PlatformPart) -> dict[str, Any]:
    """Return what an invitation says: what, by what right, with whom, by which terms."""
    day = part.day
    terms = day.terms.select_related("platform").order_by("platform__name")
    found = obstacle(part.unit) if isinstance(part, UnitPart) else None
    return {
        "day": day,
        "why_not": found.reason if found else "",
        "others": others(day),
        "terms": list(terms),
        **answer_of(part),
        **choices(day, part),
    }


def others(day: ActionDay) -> list[str]:
    """Return the units that are asked too, and have not declined: one may ask with whom."""
    with as_the_program():
        parts = day.unit_parts.filter(declined_at=None).exclude(unit=day.coordinator_id)
        return list(parts.order_by("unit__code").values_list("unit__code", flat=True))


def choices(day: ActionDay, part: Part) -> dict[str, bool]:
    """Return which answers can be given now."""
    running = day.state in RUNNING
    return {
        "waits": running and not part.accepted_at and not part.declined_at,
        "can_accept": running and not part.accepted_at,
        "can_decline": running
        and not part.declined_at
        and not (part.accepted_at and day.state == DayState.OPEN),
    }
