"""A platform's terms for a day: pasted or fetched, looked at clause by clause, then kept."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from actionday import pipeline
from actionday.cases.models import ActionDay, PlatformPart
from actionday.cases.taxonomy import DayState
from actionday.stages import Refused
from actionday.stages.planning import keep_terms
from actionday.tenancy.acting import acting_as, actor_of

from .access import coordinates, day_for, member_of, signed_in


@signed_in
def terms(request: HttpRequest, slug: str, platform: str) -> HttpResponse:
    """Show the terms; the coordinator reads new ones in, and keeps them."""
    member = member_of(request)
    shown: dict[str, Any] = {}
    if request.method == "POST":
        with acting_as(actor_of(member)):
            check(request, slug, platform)
        shown = preview(request, slug, platform)
        if shown.pop("kept", False):
            return redirect("plan", slug)
    with acting_as(actor_of(member)):
        return page(request, slug, platform, shown)


def check(request: HttpRequest, slug: str, platform: str) -> None:
    """Let nobody but the coordinator go on."""
    member = member_of(request)
    day, _part = of_day(request, slug, platform)
    if not coordinates(member, day):
        raise Http404


def preview(request: HttpRequest, slug: str, platform: str) -> dict[str, Any]:
    """Read the clauses, and keep them where that was asked."""
    text, url = request.POST.get("text", ""), request.POST.get("url", "").strip()
    shown: dict[str, Any] = {"text": text, "url": url}
    try:
        shown["text"] = text = text.strip() or keep_terms.fetched(url)
        shown["clauses"] = keep_terms.prepare(slug, platform, text, url).clauses
        if request.POST.get("do") == "keep":
            actor = actor_of(member_of(request))
            pipeline.step(keep_terms, actor, slug, platform, text, url)
            shown["kept"] = True
    except Refused as refusal:
        shown["refused"] = str(refusal)
    return shown


def of_day(request: HttpRequest, slug: str, platform: str) -> tuple[ActionDay, PlatformPart]:
    """Return the day and the platform's part in it."""
    day = day_for(member_of(request), slug)
    part = day.platform_parts.filter(platform__slug=platform).select_related("platform").first()
    if part is None:
        raise Http404
    return day, part


def page(request: HttpRequest, slug: str, platform: str, shown: dict[str, Any]) -> HttpResponse:
    """Show the terms that are kept, or what was read just now."""
    day, part = of_day(request, slug, platform)
    kept = day.terms.filter(platform=part.platform_id).first()
    changeable = day.state == DayState.PLANNED or (day.state == DayState.OPEN and kept is None)
    given = {
        "day": day,
        "screen": "plan",
        "platform": part.platform,
        "kept": kept,
        "changeable": changeable and coordinates(member_of(request), day),
        **shown,
    }
    return render(request, "web/plan_terms.html", given, status=422 if "refused" in shown else 200)
