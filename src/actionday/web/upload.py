"""A file of finds: what was read is shown, and corrected, before anything is submitted."""

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from actionday import pipeline
from actionday.cases.file_parts import FilePart, parts_in
from actionday.cases.models import ActionDay
from actionday.cases.offered import batches, offered
from actionday.edge import uploads
from actionday.edge.tables import FIELDS, FILE_BYTES, BadTable, Table, guess, read
from actionday.edge.uploads import Upload
from actionday.stages import Refused, intake
from actionday.tenancy.acting import acting_as, actor_of

from .access import finder_for, member_of, signed_in
from .finds import show
from .preview import preview

BODY_BYTES = FILE_BYTES + 64 * 1024


@csrf_exempt  # a body that is too large is refused before it is read, the token in it too
@require_POST
@signed_in
def take(request: HttpRequest, slug: str) -> HttpResponse:
    """Read a file; show what was understood of it, or what is wrong with it."""
    day = day_of(request, slug)
    if int(request.META.get("CONTENT_LENGTH") or 0) > BODY_BYTES:
        reason = _("The file is larger than %(most)d MB: split it.") % {"most": FILE_BYTES >> 20}
        request.POST = QueryDict()
        return show(request, day, {"unread": reason, "status": 413})
    return keep(request, day)


@csrf_protect
def keep(request: HttpRequest, day: ActionDay) -> HttpResponse:
    """Keep what is read of the file until it is submitted."""
    file = request.FILES.get("file")
    if file is None:
        return show(request, day, {"unread": _("No file was chosen."), "status": 422})
    data, name = file.read(), file.name or ""
    try:
        table = read(data, name)
    except BadTable as error:
        return show(request, day, {"unread": str(error), "unread_name": name, "status": 422})
    digest = hashlib.sha256(data).hexdigest()
    id = uploads.keep(member_of(request).pk, day.slug, name, digest, table)
    return redirect("upload", day.slug, id)


def day_of(request: HttpRequest, slug: str) -> ActionDay:
    """Return the day, if the member submits finds to it."""
    member = member_of(request)
    with acting_as(actor_of(member)):
        return finder_for(member, slug)


@signed_in
def upload(request: HttpRequest, slug: str, id: str) -> HttpResponse:
    """Show a file that was read; submit it part by part, or forget it."""
    day = day_of(request, slug)
    found = uploads.kept(id, member_of(request).pk, slug)
    if found is None:
        return gone(request, day, id)
    if request.method != "POST":
        return looked_at(request, day, found, {})
    if "forget" in request.POST:
        uploads.drop(found)
        return redirect("finds", slug)
    return submit(request, day, found)


def gone(request: HttpRequest, day: ActionDay, id: str) -> HttpResponse:
    """Lead to what became of a file that is in; there is nothing else to show of it."""
    if not uploads.ID.fullmatch(id):
        raise Http404
    return show(request, day, {"unread": _("This file is no longer here: upload it again."),
                               "status": 404})  # fmt: skip


def looked_at(
    request: HttpRequest, day: ActionDay, found: Upload, told: dict[str, Any]
) -> HttpResponse:
    """Show what the file holds by the columns that are chosen."""
    columns = chosen(found.table, request.POST if request.method == "POST" else request.GET)
    with acting_as(actor_of(member_of(request))):
        shown = {
            "day": day,
            "screen": "finds",
            "upload": found,
            "done": len(parts_in(day, found.id)),
            **preview(day, found.table, columns),
            **told,
        }
        return render(request, "web/upload.html", shown, status=told.get("status", 200))


def chosen(table: Table, given: QueryDict) -> dict[str, int]:
    """Return the columns that the address names; guessed ones where it names none."""
    if not any(name in given for name in FIELDS):
        return guess(table)
    columns = {name: given.get(name, "") for name in FIELDS}
    width = len(table.header)
    return {name: int(at) for name, at in columns.items() if at.isdecimal() and int(at) < width}


def submit(request: HttpRequest, day: ActionDay, found: Upload) -> HttpResponse:
    """Submit the next part of the file; once all are in, forget it and say how it went."""
    member = member_of(request)
    waiting = batches(offered(found.table, chosen(found.table, request.POST)))
    with acting_as(actor_of(member)):
        done = {each["part"] for each in parts_in(day, found.id)}
    number = next((n for n in range(1, len(waiting) + 1) if n not in done), 0)
    if number:
        part = FilePart(found.id, number, len(waiting), found.name, found.sha256)
        rows = [row.find for row in waiting[number - 1]]
        try:
            pipeline.step(intake, actor_of(member), day.slug, rows, part)
        except Refused as refusal:
            return looked_at(request, day, found, {"refused": str(refusal), "status": 409})
    if number < len(waiting):
        return going_on(request, day, found, [len(each) for each in waiting], number)
    uploads.drop(found)
    return led_to(request, f"{resolve_url('finds', day.slug)}?upload={found.id}")


def going_on(
    request: HttpRequest, day: ActionDay, found: Upload, sizes: list[int], number: int
) -> HttpResponse:
    """Show how far it is, and have the next part submitted."""
    shown = {
        "day": day,
        "screen": "finds",
        "upload": found,
        "given": {name: request.POST.get(name, "") for name in FIELDS},
        "in_now": sum(sizes[:number]),
        "all": sum(sizes),
    }
    swapped = request.headers.get("HX-Request") == "true"
    page = "web/_going_on.html" if swapped else "web/going_on.html"
    with acting_as(actor_of(member_of(request))):
        return render(request, page, shown)


def led_to(request: HttpRequest, where: str) -> HttpResponse:
    """Lead the browser on, whichever way it asked."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponseClientRedirect(where)
    return redirect(where)
