"""The page of one piece: all that is known of it, and its way so far."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from actionday.cases.models import Capture, Item, Referral, Sighting
from actionday.media.thresholds import MINIMUM_QUALITY
from actionday.pipeline import STATES, retry_capture
from actionday.tenancy.acting import acting_as, actor_of, as_the_program
from actionday.tenancy.models import Member

from .access import member_of, piece_for, reading, signed_in
from .happenings import history
from .likeness import elsewhere, grouping, likeness
from .pictures import key_frames, poster
from .standstill import standstill

PRINTS_SHOWN = 8


@reading
def piece(request: HttpRequest, slug: str, item: UUID) -> HttpResponse:
    """Show a piece; one that was merged leads to the piece that it is."""
    member = member_of(request)
    found = piece_for(member, slug, item)
    if found.merged_into_id is not None:
        other = reverse("piece", args=[slug, found.merged_into_id])
        return redirect(f"{other}?from={found.pk}")
    was = came_from(found, request.GET.get("from", ""))
    return render(request, "web/piece.html", scene(found, member) | {"was": was})


def scene(found: Item, member: Member) -> dict[str, Any]:
    """Return all that the page shows."""
    return {
        "day": found.day,
        "screen": "pieces",
        "item": found,
        "state": STATES.get(found.state, found.state),
        "history": history(found, member),
        **media(found),
        **likeness(found),
        **grouping(found, member),
        "elsewhere": elsewhere(found),
        **judgement(found),
        **standstill(found, member),
        "sightings": sightings(found),
    }


def refused_page(
    request: HttpRequest, slug: str, item: UUID, refused: str, status: int, **forms: Any
) -> HttpResponse:
    """Show the page with what was refused on it, and with all that was filled in."""
    member = member_of(request)
    with acting_as(actor_of(member)):
        shown = scene(piece_for(member, slug, item), member) | {"refused": refused} | forms
        return render(request, "web/piece.html", shown, status=status)


def came_from(item: Item, other: str) -> Item | None:
    """Return the piece, merged into this one, that the reader had asked for."""
    try:
        return item.merged.filter(pk=UUID(other)).first() if other else None
    except ValueError:
        return None


def media(item: Item) -> dict[str, Any]:
    """Return the capture with its pictures, and the fingerprints."""
    capture = Capture.objects.filter(item=item).first()
    pictures = capture.derivatives if capture else {}
    prints = list(item.fingerprints.order_by("time_s", "pk"))
    return {
        "capture": capture,
        "withheld": capture is None and item.state not in ("submitted", "uncaptured"),
        "poster": poster(item.pk, pictures),
        "key_frames": key_frames(item.pk, pictures),
        "prints": prints[:PRINTS_SHOWN],
        "more_prints": max(0, len(prints) - PRINTS_SHOWN),
        "minimum": MINIMUM_QUALITY,
    }


def judgement(item: Item) -> dict[str, Any]:
    """Return the views that the member may see, and what was sent and answered.

    Which views those are the database decides (`may_see_view`): none before one's own is given.
    """
    referral = Referral.objects.filter(item=item).select_related("packet__unit", "platform").first()
    views = list(item.assessments.select_related("unit").order_by("pk"))
    return {
        "views": views,
        "hidden_views": views_given(item) - len(views),
        "blind": bool(item.seat) and not views,
        "referral": referral,
        "together": referral.packet.referrals.count() if referral else 0,
        "decisions": list(referral.decisions.all()) if referral else [],
        "checks": list(item.checks.all()),
    }


def views_given(item: Item) -> int:
    """Return how many views the piece has, whoever may read them."""
    with as_the_program():
        return item.assessments.count()


def sightings(item: Item) -> list[Sighting]:
    """Return the finds of the piece that are the member's unit's own; others' are not theirs."""
    return list(item.sightings.select_related("unit").order_by("at", "pk"))


@require_POST
@signed_in
def retry(request: HttpRequest, slug: str, item: UUID) -> HttpResponse:
    """Try again to capture a piece."""
    actor = actor_of(member_of(request))
    with acting_as(actor):
        found = piece_for(member_of(request), slug, item)
    retry_capture(actor, found.pk)
    return redirect("piece", slug, item)
