"""The page of one piece: all that is known of it, and its way so far."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from actionday.cases.models import Assessment, Capture, Item, Referral, Resemblance
from actionday.media.thresholds import MINIMUM_QUALITY
from actionday.pipeline import STATES, retry_capture
from actionday.tenancy.acting import acting_as, actor_of
from actionday.tenancy.models import Member

from .access import coordinates, member_of, piece_for, reading, signed_in
from .happenings import history
from .pictures import key_frames, poster, thumbnail

PRINTS_SHOWN, RELATIVES_SHOWN = 8, 18


@reading
def piece(request: HttpRequest, slug: str, item: UUID) -> HttpResponse:
    """Show a piece; one that was merged leads to the piece that it is."""
    member = member_of(request)
    found = piece_for(member, slug, item)
    if found.merged_into_id is not None:
        other = reverse("piece", args=[slug, found.merged_into_id])
        return redirect(f"{other}?from={found.pk}")
    shown = {
        "day": found.day,
        "screen": "pieces",
        "item": found,
        "state": STATES.get(found.state, found.state),
        "was": came_from(found, request.GET.get("from", "")),
        "history": history(found),
        **media(found),
        **likeness(found),
        **judgement(member, found),
        "sightings": sightings(member, found),
    }
    return render(request, "web/piece.html", shown)


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
        "poster": poster(item.pk, pictures),
        "key_frames": key_frames(item.pk, pictures),
        "prints": prints[:PRINTS_SHOWN],
        "more_prints": max(0, len(prints) - PRINTS_SHOWN),
        "minimum": MINIMUM_QUALITY,
    }


def likeness(item: Item) -> dict[str, Any]:
    """Return what the piece resembles, and the members of its family, with their pictures."""
    pairs = Resemblance.objects.filter(Q(item=item) | Q(other=item))
    pairs = pairs.select_related("item", "other").order_by("distance", "-share", "pk")
    near = {pair.other_id if pair.item_id == item.pk else pair.item_id: pair for pair in pairs}
    relatives = Item.objects.filter(family=item.family_id, merged_into=None).exclude(pk=item.pk)
    count = relatives.count() if item.family_id else 0
    members = list(relatives.order_by("submitted_at")[:RELATIVES_SHOWN]) if count else []
    others = [pair.other if pair.item_id == item.pk else pair.item for pair in near.values()]
    pictures = thumbnails([*members, *others])
    return {
        "matches": [
            {"item": other, "pair": pair, "picture": pictures.get(other.pk, "")}
            for other, pair in zip(others, near.values(), strict=True)
        ][:RELATIVES_SHOWN],
        "relatives": [
            {"item": each, "picture": pictures.get(each.pk, ""), "pair": near.get(each.pk)}
            for each in members
        ],
        "family_size": count + 1,
        "more_relatives": max(0, count - RELATIVES_SHOWN),
    }


def thumbnails(items: list[Item]) -> dict[UUID, str]:
    """Return the addresses of the pieces' small pictures."""
    captures = Capture.objects.filter(item__in=items).values_list("item", "derivatives")
    return {pk: thumbnail(pk, derivatives) for pk, derivatives in captures}


def judgement(member: Member, item: Item) -> dict[str, Any]:
    """Return the views that the member may see, and what was sent and answered."""
    referral = Referral.objects.filter(item=item).select_related("packet__unit", "platform").first()
    views = list(seen_views(member, item).select_related("unit").order_by("pk"))
    return {
        "views": views,
        "hidden_views": item.assessments.count() - len(views),
        "blind": bool(item.seat) and not views,
        "referral": referral,
        "together": referral.packet.referrals.count() if referral else 0,
        "decisions": list(referral.decisions.all()) if referral else [],
        "checks": list(item.checks.all()),
    }


def seen_views(member: Member, item: Item) -> QuerySet[Assessment]:
    """Return the views of a piece that a member may read.

    All, once their own is saved. While a view is still wanted, none before: the next one is blind.
    After settlement those of their unit, and all for who coordinates the day.
    """
    views = item.assessments.all()
    if views.filter(member=member).exists():
        return views
    if item.seat:
        return views.none()
    return views if coordinates(member, item.day) else views.filter(unit=member.unit_id)


def sightings(member: Member, item: Item) -> list[dict[str, Any]]:
    """Return which units found the piece; the note only of one's own unit."""
    found = item.sightings.select_related("unit").order_by("at", "pk")
    return [
        {
            "unit": each.unit,
            "at": each.at,
            "times": each.times,
            "lead": each.unit_id == item.lead_unit_id,
            "note": each.note if each.unit_id == member.unit_id else "",
        }
        for each in found
    ]


@require_POST
@signed_in
def retry(request: HttpRequest, slug: str, item: UUID) -> HttpResponse:
    """Try again to capture a piece."""
    actor = actor_of(member_of(request))
    with acting_as(actor):
        found = piece_for(member_of(request), slug, item)
    retry_capture(actor, found.pk)
    return redirect("piece", slug, item)
