"""Sending: what a unit has waiting to be sent, and its lead's leave to send it."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from actionday import pipeline
from actionday.cases.models import ActionDay, Item, SendingApproval
from actionday.cases.taxonomy import Settlement
from actionday.stages import Refused, approve
from actionday.tenancy.acting import acting_as, actor_of
from actionday.tenancy.models import Member, Role

from .access import day_for, member_of, signed_in
from .step_up import ask_proof, stepped_up

HOURS = (1, 4, 8, 24)


@signed_in
def sending(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show what waits; take the lead's leave to send it, once they have proved who they are."""
    member = member_of(request)
    if not member.has_role(Role.UNIT_LEAD):
        raise Http404
    if request.method == "POST" and not stepped_up(request):
        return ask_proof(request)
    refused = give(request, member, slug) if request.method == "POST" else ""
    if request.method == "POST" and not refused:
        return redirect("sending", slug)
    with acting_as(actor_of(member)):
        shown = waiting(member, day_for(member, slug)) | {"refused": refused}
        return render(request, "web/sending.html", shown, status=422 if refused else 200)


def give(request: HttpRequest, member: Member, slug: str) -> str:
    """Give leave for some hours; return why not, if it is refused."""
    with acting_as(actor_of(member)):
        day_for(member, slug)
    try:
        pipeline.step(approve, actor_of(member), slug, until(request.POST.get("hours", "")))
    except Refused as refusal:
        return str(refusal)
    return ""


def until(hours: str) -> datetime:
    """Return the end of a leave of so many hours."""
    given = int(hours) if hours.isdecimal() and int(hours) in HOURS else HOURS[0]
    return timezone.now() + timedelta(hours=given)


def waiting(member: Member, day: ActionDay) -> dict[str, Any]:
    """Return the unit's pieces that are settled to be referred, by platform, and its leave."""
    mine = Item.objects.filter(day=day, lead_unit=member.unit_id)
    ready = mine.filter(state=Settlement.REFERRED).values_list("platform__name")
    leaves = SendingApproval.objects.filter(day=day, unit=member.unit_id)
    return {
        "day": day,
        "screen": "sending",
        "platforms": list(ready.annotate(Count("pk")).order_by("platform__name")),
        "sent": mine.filter(state__in=("sent", "decided")).count(),
        "leave": leaves.filter(until__gt=timezone.now()).order_by("-until").first(),
        "leaves": list(leaves.select_related("member").order_by("-pk")[:10]),
        "hours": HOURS,
    }
