"""The live board of a day: how it stands, who has to act, what just happened."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import render

from actionday.cases.models import ActionDay
from actionday.publication.words import wait
from actionday.tenancy.models import Member

from .access import day_for, member_of, reading
from .cuts import cut
from .door import door, logs_of, tag_of
from .needs import needs
from .sizes import read, sizes_of
from .standing import Standing, standing_of
from .strip import strip


@reading
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the board; its live part then asks for itself every two seconds."""
    member = member_of(request)
    day = day_for(member, slug)
    logs = logs_of(member, day)
    read(*logs)  # who loads the page sees it as it is, those who keep asking half a second later
    tag = tag_of(day.subject, logs)
    shown = scene(request, member, day) | {"etag": tag, "screen": "board"}
    return render(request, "web/board.html", shown)


def live(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Return the live part, or 304 where nothing has happened since."""
    known = door.known(request, slug)
    if known is not None and request.headers.get("If-None-Match") == (tag := known.tag()):
        return HttpResponseNotModified(headers={"ETag": tag})
    return live_part(request, slug)


@reading
def live_part(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the live part, and remember who was let in to it."""
    member = member_of(request)
    day = day_for(member, slug)
    door.let_in(request, member, day)
    tag = tag_of(day.subject, logs_of(member, day))
    if request.headers.get("If-None-Match") == tag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = render(request, "web/_live.html", scene(request, member, day) | {"fragment": True})
    answer["ETag"] = tag
    return answer


def scene(request: HttpRequest, member: Member, day: ActionDay) -> dict[str, Any]:
    """Return all that the board shows."""
    [size] = sizes_of(day.log_id)
    standing = standing_of(day, size)
    return {
        "day": day,
        "now": standing.at,
        "standing": standing,
        "running": running(day, standing.at),
        "strip": strip(standing),
        "needs": needs(member, day, standing),
        "latest": standing.latest,
        "answers": answers(standing),
        **cut(standing, request.GET.get("by", "")),
    }


def running(day: ActionDay, now: datetime) -> str:
    """Return how long the day has been open, or was."""
    if day.opened_at is None:
        return ""
    return wait(((day.closed_at or now) - day.opened_at).total_seconds())


def answers(standing: Standing) -> dict[str, int]:
    """Return what all platforms did together."""
    return {
        name: sum(getattr(row, name) for row in standing.platforms)
        for name in ("sent", "upheld", "left_up", "other", "unanswered")
    }
