"""The coordinator's desk: threats to life, conflicts, holds that end soon, pauses.

Who settles where the coordinator's unit is a party sees the conflicts that they may settle.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from actionday import pipeline
from actionday.cases.models import ActionDay, Conflict, Escalation, Hold, PlatformPart, UnitPart
from actionday.stages import Refused, alarm, conflict, pause
from actionday.tenancy.acting import acting_as, actor_of
from actionday.tenancy.models import Member

from .access import coordinates, day_for, has_desk, member_of, reading, signed_in
from .hold_form import WISH_KEYS, SettleForm, refusal_of
from .needs import SOON
from .standstill import settled_by_me

SETTLED_SHOWN, ALARMS_SHOWN = 5, 5


@reading
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the desk."""
    return laid(request, slug)


def laid(request: HttpRequest, slug: str, status: int = 200, **more: Any) -> HttpResponse:
    """Show the desk with the conflict that the address names, else the most urgent one."""
    member = member_of(request)
    day = desk_for(member, slug)
    mine = settled_by_me(day)
    open_, settled = conflicts_of(member, day, mine)
    chosen = next(
        (each for each in open_ + settled if str(each.pk) == request.GET.get("conflict")),
        open_[0] if open_ else None,
    )
    shown = {
        "day": day,
        "screen": "desk",
        "now": timezone.now(),
        "coordinating": coordinates(member, day),
        "alarms": alarms_of(member, day),
        "conflicts": open_,
        "settled": settled,
        "chosen": chosen,
        "may_settle": chosen is not None and chosen.pk in mine,
        "form": SettleForm(),
        "keys_of": {wish.value: key for wish, key in WISH_KEYS.items()},
        "ending": ending_soon(day, timezone.now()) if coordinates(member, day) else [],
        **(parts_of(day) if coordinates(member, day) else {}),
        **more,
    }
    return render(request, "web/desk.html", shown, status=status)


def desk_for(member: Member, slug: str) -> ActionDay:
    """Return a day on which the member may have something to settle."""
    if not has_desk(member):
        raise Http404
    return day_for(member, slug)


def conflicts_of(
    member: Member, day: ActionDay, mine: set[int]
) -> tuple[list[Conflict], list[Conflict]]:
    """Return the open conflicts, the most urgent first, and the last settled ones."""
    known = Conflict.objects.filter(day=day).select_related("item", "settled_by")
    known = known.prefetch_related("sides__unit")
    open_ = known.filter(settled_at=None).order_by("due_at")
    if not coordinates(member, day):
        open_ = open_.filter(pk__in=mine)
    settled = known.filter(settled_at__isnull=False).order_by("-settled_at")
    return list(open_), list(settled[:SETTLED_SHOWN])


def alarms_of(member: Member, day: ActionDay) -> list[Escalation]:
    """Return the threats to life, those that nobody has taken on top."""
    if not coordinates(member, day):
        return []
    known = Escalation.objects.filter(item__day=day).select_related("item", "unit", "taken_by")
    return sorted(known, key=lambda each: (each.taken_at is not None, each.raised_at))[
        :ALARMS_SHOWN
    ]


def ending_soon(day: ActionDay, now: datetime) -> list[Hold]:
    """Return the holds that end soon, the first to end on top."""
    in_force = Hold.objects.filter(item__day=day, ended_at=None, until__gt=now)
    return list(
        in_force.filter(until__lte=now + SOON).select_related("item", "unit").order_by("until")
    )


def parts_of(day: ActionDay) -> dict[str, Any]:
    """Return the units and platforms of the day: those that are paused, and those that are not."""
    units = UnitPart.objects.filter(day=day).select_related("unit").order_by("unit__code")
    platforms = PlatformPart.objects.filter(day=day).select_related("platform")
    parts: list[dict[str, Any]] = [
        {"party": "unit", "name": each.unit.code, "word": each.unit.code, "part": each}
        for each in units
    ] + [
        {"party": "platform", "name": each.platform.slug, "word": each.platform.name, "part": each}
        for each in platforms.order_by("platform__name")
    ]
    return {
        "paused": [each for each in parts if each["part"].paused_at],
        "running": [each for each in parts if not each["part"].paused_at],
    }


@require_POST
@signed_in
def settle(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Settle a conflict; what is wrong is shown with all that was filled in."""
    form = SettleForm(request.POST)
    if not form.is_valid():
        return again(request, slug, refusal_of(form), 422, form=form)
    given = form.cleaned_data
    asked = conflict.Settle(number, given["outcome"], given["reason"])
    return run(request, slug, conflict, asked, form=form)


@require_POST
@signed_in
def take(request: HttpRequest, slug: str, item: UUID) -> HttpResponse:
    """Take on a threat to life."""
    return run(request, slug, alarm, item, request.POST.get("note", ""))


@require_POST
@signed_in
def stop(request: HttpRequest, slug: str) -> HttpResponse:
    """Pause a unit or a platform, or (without a reason's field) let it go on."""
    party, _colon, name = request.POST.get("whom", "").partition(":")
    why = request.POST.get("why", "") if "resume" not in request.POST else None
    return run(request, slug, pause, slug, party, name, why)


def run(request: HttpRequest, slug: str, stage: Any, *given: Any, **more: Any) -> HttpResponse:
    """Run a stage for a day that the member has a desk on, and show the desk again."""
    member = member_of(request)
    with acting_as(actor_of(member)):
        desk_for(member, slug)
    try:
        pipeline.step(stage, actor_of(member), *given)
    except Refused as refused:
        return again(request, slug, str(refused), refused.status, **more)
    return redirect("desk", slug)


def again(request: HttpRequest, slug: str, refused: str, status: int, **more: Any) -> HttpResponse:
    """Show the desk with what was refused."""
    with acting_as(actor_of(member_of(request))):
        return laid(request, slug, status, refused=refused, **more)
