"""The list of pieces: filters in the address, pages by the key of the last row, not by number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from actionday.cases.models import ActionDay, Capture, Item
from actionday.cases.parts import platforms_of, units_of
from actionday.cases.taxonomy import Kind
from actionday.pipeline import STATES

from .access import day_for, member_of, reading
from .pictures import thumbnail

PAGE = 20
FILTERS = {
    "state": "state",
    "unit": "lead_unit__code",
    "kind": "kind",
    "platform": "platform__slug",
    "family": "family__subject",
}


@reading
def pieces(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one page of the day's pieces, newest first."""
    day = day_for(member_of(request), slug)
    found = filtered(day, request.GET)
    page = turned(found, request.GET)
    shown = {
        "day": day,
        "screen": "pieces",
        "rows": described(page.items),
        "page": page,
        "total": found.count(),
        "everything": Item.objects.filter(day=day, merged_into=None).count(),
        "choices": choices(day, request.GET),
        "given": request.GET,
        "kept": without(request.GET, "after", "before"),
    }
    return render(request, "web/pieces.html", shown)


def filtered(day: ActionDay, given: QueryDict) -> QuerySet[Item]:
    """Return the day's pieces that fit every filter of the address."""
    found = Item.objects.filter(day=day, merged_into=None)
    for name, path in FILTERS.items():
        if value := given.get(name):
            found = found.filter(**{path: value})
    if given.get("trouble"):
        found = found.exclude(trouble="").exclude(state__in=("submitted", "uncaptured"))
    if text := given.get("q", "").strip():
        found = found.filter(Q(canonical_url__icontains=text) | Q(title__icontains=text))
    return found


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `newer` and `older` are the marks of its neighbours, empty where there are none."""

    items: list[Item]
    newer: str
    older: str


def turned(found: QuerySet[Item], given: QueryDict) -> Page:
    """Return the page that the address asks for, by the mark of the row beside it."""
    known = found.select_related("lead_unit", "platform")
    if mark := read_mark(given.get("before", "")):
        at, pk = mark
        later = known.filter(Q(submitted_at__gt=at) | Q(submitted_at=at, pk__gt=pk))
        rows = list(later.order_by("submitted_at", "pk")[: PAGE + 1])
        items = rows[:PAGE][::-1]
        return Page(items, first_mark(items) if len(rows) > PAGE else "", last_mark(items))
    mark = read_mark(given.get("after", ""))
    if mark:
        at, pk = mark
        known = known.filter(Q(submitted_at__lt=at) | Q(submitted_at=at, pk__lt=pk))
    rows = list(known.order_by("-submitted_at", "-pk")[: PAGE + 1])
    items = rows[:PAGE]
    return Page(
        items, first_mark(items) if mark else "", last_mark(items) if len(rows) > PAGE else ""
    )


def read_mark(text: str) -> tuple[datetime, UUID] | None:
    """Return the place that a mark stands for; None of one that is none."""
    time, _tilde, pk = text.partition("~")
    try:
        return datetime.fromisoformat(time), UUID(pk)
    except ValueError:
        return None


def mark_of(item: Item) -> str:
    """Return the mark of a row."""
    return f"{item.submitted_at.isoformat()}~{item.pk}"


def first_mark(items: list[Item]) -> str:
    """Return the mark of the first row."""
    return mark_of(items[0]) if items else ""


def last_mark(items: list[Item]) -> str:
    """Return the mark of the last row."""
    return mark_of(items[-1]) if items else ""


def described(items: list[Item]) -> list[dict[str, Any]]:
    """Return the rows: each piece with its picture, and how many copies its family has."""
    captures = Capture.objects.filter(item__in=items).values_list("item", "derivatives")
    pictures = dict(captures)
    sizes = family_sizes(item.family_id for item in items)
    return [
        {
            "item": item,
            "state": STATES.get(item.state, item.state),
            "picture": thumbnail(item.pk, pictures.get(item.pk)),
            "family": sizes.get(item.family_id, 0),
        }
        for item in items
    ]


def family_sizes(families: Iterable[int | None]) -> dict[int | None, int]:
    """Return how many pieces each family has."""
    known = Item.objects.filter(family__in=[pk for pk in families if pk], merged_into=None)
    return dict(known.values_list("family").annotate(Count("pk")))


def choices(day: ActionDay, given: QueryDict) -> list[dict[str, Any]]:
    """Return the filters with what can be chosen in them."""
    states = Item.objects.filter(day=day, merged_into=None).values_list("state")
    counts = dict(states.annotate(Count("pk")))
    units = units_of(day).order_by("code").values_list("code", "code")
    hosts = platforms_of(day).order_by("name").values_list("slug", "name")
    offered: list[tuple[str, str, list[tuple[str, Any, int | None]]]] = [
        ("state", _("State"), [(s, w, counts[s]) for s, w in STATES.items() if s in counts]),
        ("unit", _("Found first by"), [(value, word, None) for value, word in units]),
        ("kind", _("Kind"), [(kind.value, kind.label, None) for kind in Kind]),
        ("platform", _("Platform"), [(value, word, None) for value, word in hosts]),
    ]
    return [
        {"name": name, "label": label, "options": options, "chosen": given.get(name, "")}
        for name, label, options in offered
    ]


def without(given: QueryDict, *names: str) -> str:
    """Return the query of the address without some of its parts, ready to add to."""
    kept = given.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()
