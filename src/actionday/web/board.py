"""The live board of a day: how it stands, who has to act, what just happened."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils import timezone

from actionday.cases.models import ActionDay
from actionday.publication.words import wait
from actionday.tenancy.models import Member

from .access import day_for, member_of, reading
from .needs import needs
from .standing import Standing, size_of, standing_of
from .strip import strip


@reading
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the board; its live part then asks for itself every two seconds."""
    member = member_of(request)
    day = day_for(member, slug)
    size = size_of(day)
    shown = scene(member, day, size) | {"etag": etag(day, size), "screen": "board"}
    return render(request, "web/board.html", shown)


@reading
def live(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the live part, or 304 where nothing has happened since."""
    member = member_of(request)
    day = day_for(member, slug)
    size = size_of(day)
    tag = etag(day, size)
    if request.headers.get("If-None-Match") == tag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = render(request, "web/_live.html", scene(member, day, size) | {"fragment": True})
    answer["ETag"] = tag
    return answer


def etag(day: ActionDay, size: int) -> str:
    """Return the tag of the board: its log's size, and the minute, so that ages stay true."""
    return f'"{day.subject[:8]}-{size}-{int(timezone.now().timestamp()) // 60}"'


def scene(member: Member, day: ActionDay, size: int) -> dict[str, Any]:
    """Return all that the board shows."""
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
