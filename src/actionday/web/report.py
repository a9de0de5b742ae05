"""The report of a day as it stands, and its files."""

import tempfile
from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from actionday.cases.models import ActionDay
from actionday.cases.taxonomy import DayState
from actionday.publication.page import body
from actionday.stages.report import build_for_members, figures_for_members
from actionday.tenancy.acting import acting_as, actor_of

from .access import day_for, member_of, signed_in

FILES = {
    "report.json": "application/json",
    "report.csv": "text/csv; charset=utf-8",
    "report.pdf": "application/pdf",
    "report.html": "text/html; charset=utf-8",
    "ledger.jsonl": "application/jsonl",
    "checkpoint": "text/plain; charset=utf-8",
    "checkpoint.key": "text/plain; charset=utf-8",
}


@signed_in
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the report; before the day is opened there is none."""
    day = day_of(request, slug)
    told = body(figures_for_members(day)) if day.opened_at else ""
    with acting_as(actor_of(member_of(request))):
        return render(request, "web/report.html", {"day": day, "screen": "report", "body": told})


@signed_in
def download(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """Hand out one file of the report; the log itself only once no view can be given any more."""
    day = day_of(request, slug)
    if name not in FILES or day.opened_at is None:
        raise Http404
    if name == "ledger.jsonl" and day.state == DayState.OPEN:
        with acting_as(actor_of(member_of(request))):
            shown = {"day": day, "screen": "report"}
            return render(request, "web/log_later.html", shown, status=409)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report"
        build_for_members(day, out)
        file = (out / name).open("rb")  # stays readable when its folder is gone
    saved_as = f"{slug}-{name}"
    return FileResponse(file, as_attachment=True, filename=saved_as, content_type=FILES[name])


def day_of(request: HttpRequest, slug: str) -> ActionDay:
    """Return the day, if the member may see it."""
    member = member_of(request)
    with acting_as(actor_of(member)):
        return day_for(member, slug)
