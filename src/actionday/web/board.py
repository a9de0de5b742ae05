"""The live board of a day: how it stands, who has to act, what just happened."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.template.loader import render_to_string

from actionday.tenancy.acting import acting_as, actor_of

from .access import day_for, member_of, reading, signed_in
from .cuts import cut
from .door import Pass, door, logs_of, tag_of
from .live import live_html
from .needs import needs
from .scene import scene
from .sizes import read, sizes_of
from .standing import standing_of


@reading
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the board; its live part then asks for itself every two seconds."""
    member = member_of(request)
    day = day_for(member, slug)
    logs = logs_of(member, day)
    read(*logs)  # who loads the page sees it as it is, those who keep asking some moments later
    [size], tag = sizes_of(day.log_id), tag_of(day.subject, logs)
    standing = standing_of(day, size)
    found = needs(member, day, standing)
    shown = scene(day, standing) | cut(standing, request.GET.get("by", ""))
    shown |= {"etag": tag, "screen": "board", "needs": found}
    shown["needs_part"] = render_to_string("web/_needs.html", {"needs": found})
    return render(request, "web/board.html", shown)


@signed_in
def live(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the live part to somebody whom this process has not let in yet (`polls.py`)."""
    member = member_of(request)
    with acting_as(actor_of(member)):
        known = door.let_in(request, member, day_for(member, slug))
    return answer(request, known)


def answer(request: HttpRequest, known: Pass) -> HttpResponse:
    """Return the live part, or that it has not changed."""
    tag = known.tag()
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    return HttpResponse(live_html(known, request.GET.get("by", "")), headers={"ETag": tag})
