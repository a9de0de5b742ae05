"""Who may see what; every screen asks here, so that the rule stands in one place.

What somebody may not see is not there for them: they get a 404, never a 403.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect

from actionday.cases.models import ActionDay, Item
from actionday.tenancy.acting import acting_as, actor_of
from actionday.tenancy.models import Member, Platform, Role
from actionday.tenancy.models.member import UNIT_ROLES

View = Callable[..., HttpResponseBase]
JUDGES = (Role.INVESTIGATOR, Role.UNIT_LEAD, Role.LEGAL_REVIEWER)


def signed_in(view: View) -> View:
    """Send whoever is not signed in to the sign-in page, and back here afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.headers.get("HX-Request"):  # a redirect would be swapped into the page
            return HttpResponseClientRedirect(resolve_url("sign_in"))
        return redirect_to_login(request.get_full_path())

    return guarded


def reading(view: View) -> View:
    """Run a view that only reads inside one transaction, as the member who is signed in."""

    @wraps(view)
    def acting(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with acting_as(actor_of(member_of(request))):
            return view(request, *args, **kwargs)

    return signed_in(acting)


def member_of(request: HttpRequest) -> Member:
    """Return the member who is signed in."""
    assert isinstance(request.user, Member)
    return request.user


def days_of(member: Member) -> QuerySet[ActionDay]:
    """Return the days of the member's unit, those it coordinates among them; latest first."""
    if member.unit_id is None:
        return ActionDay.objects.none()
    accepted = Q(unit_parts__unit=member.unit_id, unit_parts__accepted_at__isnull=False)
    mine = accepted | Q(coordinator=member.unit_id)
    return ActionDay.objects.filter(mine).distinct().order_by("-opened_at", "-pk")


def day_for(member: Member, slug: str) -> ActionDay:
    """Return a day that the member may see."""
    day = days_of(member).filter(slug=slug).select_related("coordinator", "log").first()
    if day is None:
        raise Http404
    return day


def piece_for(member: Member, slug: str, item: UUID) -> Item:
    """Return a piece of a day that the member may see."""
    day = day_for(member, slug)
    known = Item.objects.select_related("day", "platform", "lead_unit", "family", "merged_into")
    found = known.filter(day=day, pk=item).first()
    if found is None:
        raise Http404
    return found


def platform_for(member: Member) -> Platform:
    """Return the platform that the member answers for."""
    if member.platform is None:
        raise Http404
    return member.platform


def coordinates(member: Member, day: ActionDay) -> bool:
    """Say whether the member coordinates the day."""
    return member.unit_id == day.coordinator_id and member.has_role(Role.COORDINATOR)


def has_desk(member: Member) -> bool:
    """Say whether the member may be the one who settles: which conflicts, the database decides."""
    roles = (Role.COORDINATOR, Role.UNIT_LEAD, Role.LEGAL_REVIEWER)
    return member.unit_id is not None and member.has_role(*roles)


def judges(member: Member) -> bool:
    """Say whether the member gives views of pieces."""
    return member.unit_id is not None and member.has_role(*JUDGES)


def judge_for(member: Member, slug: str) -> ActionDay:
    """Return a day on which the member gives views."""
    if not judges(member):
        raise Http404
    return day_for(member, slug)


def finds(member: Member) -> bool:
    """Say whether the member submits finds."""
    return member.unit_id is not None and member.has_role(*UNIT_ROLES)


def finder_for(member: Member, slug: str) -> ActionDay:
    """Return a day to which the member submits finds."""
    if not finds(member):
        raise Http404
    return day_for(member, slug)
