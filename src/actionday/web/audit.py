"""The auditor's screens: every entry of every log, and any piece with a reason that is logged."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from actionday import pipeline
from actionday.cases.models import ActionDay, Consultation, Item
from actionday.ledger.models import Entry
from actionday.pipeline import STATES
from actionday.stages import Refused, consult
from actionday.tenancy.acting import acting_as, actor_of
from actionday.tenancy.models import Member, Role

from .access import member_of, reading, signed_in
from .likeness import likeness
from .piece import judgement, media

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One entry, with the piece that it is about where there is one."""

    entry: Entry
    item: UUID | None

    @property
    def fields(self) -> str:
        """Return what the entry says, as a person can read it; salts and digests left out."""
        told = {name: field.get("value", "…") for name, field in self.entry.fields.items()}
        return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)


def auditor(member: Member) -> None:
    """Let only an auditor go on."""
    if not member.has_role(Role.AUDITOR):
        raise Http404


@reading
def days(request: HttpRequest) -> HttpResponse:
    """List all days."""
    auditor(member_of(request))
    known = ActionDay.objects.select_related("coordinator").order_by("-opened_at", "-pk")
    return render(request, "web/audit_days.html", {"days": known, "screen": "audit"})


@reading
def entries(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one page of a day's log, or of its restricted one, newest first."""
    auditor(member_of(request))
    day = day_named(slug)
    restricted = request.GET.get("log") == "restricted"
    log = day.restricted_log_id if restricted else day.log_id
    found = chosen(Entry.objects.filter(log=log), request)
    rows = list(found.order_by("-index")[: PAGE + 1])
    events = Entry.objects.filter(log=log).order_by("event").values_list("event", flat=True)
    shown = {
        "day": day,
        "screen": "audit",
        "restricted": restricted,
        "rows": with_items(rows[:PAGE]),
        "older": rows[PAGE - 1].index if len(rows) > PAGE else None,
        "events": list(events.distinct()),
        "event": request.GET.get("event", ""),
    }
    return render(request, "web/audit.html", shown)


def day_named(slug: str) -> ActionDay:
    """Return a day by its name."""
    day = ActionDay.objects.filter(slug=slug).first()
    if day is None:
        raise Http404
    return day


def chosen(found: QuerySet[Entry], request: HttpRequest) -> QuerySet[Entry]:
    """Return the entries that fit the filters of the address."""
    if event := request.GET.get("event"):
        found = found.filter(event=event)
    if subject := request.GET.get("subject"):
        found = found.filter(subject=subject)
    before = request.GET.get("before", "")
    return found.filter(index__lt=int(before)) if before.isdecimal() else found


def with_items(rows: list[Entry]) -> list[Row]:
    """Return the entries with their pieces."""
    known = Item.objects.filter(subject__in={row.subject for row in rows})
    items = dict(known.values_list("subject", "pk"))
    return [Row(row, items.get(row.subject)) for row in rows]


@signed_in
def piece(request: HttpRequest, slug: str, item: UUID) -> HttpResponse:
    """Ask why, log it, then show the piece for half an hour."""
    member = member_of(request)
    auditor(member)
    refused = ask(request, member, slug, item) if request.method == "POST" else ""
    if request.method == "POST" and not refused:
        return redirect("audit_piece", slug, item)
    with acting_as(actor_of(member)):
        return look(request, slug, item, refused)


def ask(request: HttpRequest, member: Member, slug: str, item: UUID) -> str:
    """Open the piece with the reason that was given; return why not, if it is refused."""
    with acting_as(actor_of(member)):
        item_of(slug, item)
    try:
        pipeline.step(consult, actor_of(member), item, request.POST.get("reason", ""))
    except Refused as refusal:
        return str(refusal)
    return ""


def item_of(slug: str, item: UUID) -> Item:
    """Return a piece of the day."""
    known = Item.objects.select_related("day", "platform", "lead_unit", "family")
    found = known.filter(pk=item, day__slug=slug).first()
    if found is None:
        raise Http404
    return found


def look(request: HttpRequest, slug: str, item: UUID, refused: str) -> HttpResponse:
    """Show the piece where a look at it is open, else the question why."""
    found = item_of(slug, item)
    looks = Consultation.objects.filter(item=found, until__gt=timezone.now())
    shown: dict[str, Any] = {
        "day": found.day,
        "screen": "audit",
        "item": found,
        "state": STATES.get(found.state, found.state),
        "consultation": looks.order_by("-until").first(),
        "refused": refused,
    }
    if shown["consultation"]:
        shown |= {**media(found), **likeness(found), **judgement(found)}
    return render(request, "web/audit_piece.html", shown, status=422 if refused else 200)
