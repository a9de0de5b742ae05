"""The people of an organisation, and who is invited: for its leads and the administrator."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from actionday.accounts import Refused, invitations, members
from actionday.accounts.invitations import Wanted
from actionday.tenancy.acting import Actor, acting_as, actor_of
from actionday.tenancy.models import Invitation, Member, Role

from ..access import member_of, reading, signed_in
from ..sign_in import roles_in_words
from ..step_up import needs_step_up
from .numbers import whole
from .organisations import chosen
from .serving import refusals

PAGE = "web/account/people.html"


@reading
def people(request: HttpRequest) -> HttpResponse:
    """List members and open invitations."""
    return render(request, PAGE, listed(request))


@require_POST
@signed_in
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody; the link is in this answer alone."""
    actor = actor_of(member_of(request))
    email, roles = request.POST.get("email", "").strip(), request.POST.getlist("roles")
    with acting_as(actor):
        where, _known = chosen(request, member_of(request))
    shown: dict[str, Any] = {"email": email, "given": roles, "days": request.POST.get("days")}
    try:
        days = whole(request.POST.get("days", ""))
        wanted = Wanted(email, tuple(roles), where.unit, where.platform, days)
        secret = invitations.invite(actor, wanted)
        shown |= {"link": request.build_absolute_uri(f"/invitation/{secret}/")}
        return again(request, shown, 200)
    except Refused as error:
        return again(request, shown | {"wrong": str(error)}, error.status)


@require_POST
@signed_in
@refusals
def withdraw(request: HttpRequest, invitation: int) -> HttpResponse:
    """Withdraw an invitation."""
    invitations.revoke(actor_of(member_of(request)), invitation)
    return again(request, {"done": "withdrawn"}, 200)


@require_POST
@needs_step_up
def roles(request: HttpRequest, member: int) -> HttpResponseBase:
    """Give a member other roles."""
    wanted = request.POST.getlist("roles")
    return change(request, lambda actor: members.change_roles(actor, member, wanted), "roles")


@require_POST
@needs_step_up
def disable(request: HttpRequest, member: int) -> HttpResponseBase:
    """Shut a member out."""
    return change(request, lambda actor: members.disable(actor, member), "disabled")


@require_POST
@needs_step_up
def clear_factors(request: HttpRequest, member: int) -> HttpResponseBase:
    """Take away the second factors that a member has lost."""
    return change(request, lambda actor: members.clear_factors(actor, member), "cleared")


@require_POST
@needs_step_up
def enable(request: HttpRequest, member: int) -> HttpResponseBase:
    """Let a member in again."""
    return change(request, lambda actor: members.enable(actor, member), "enabled")


@refusals
def change(request: HttpRequest, do: Callable[[Actor], None], done: str) -> HttpResponse:
    """Do it, and show the list with what came of it."""
    try:
        do(actor_of(member_of(request)))
    except Refused as error:
        if error.status == 404:
            raise
        return again(request, {"refused": str(error)}, error.status)
    return again(request, {"done": done}, 200)


def again(request: HttpRequest, more: dict[str, Any], status: int) -> HttpResponse:
    """Show the list again, after something was tried."""
    with acting_as(actor_of(member_of(request))):
        return render(request, PAGE, listed(request) | more, status=status)


def listed(request: HttpRequest) -> dict[str, Any]:
    """Return the members and open invitations of the organisation that was asked for."""
    me = member_of(request)
    where, known = chosen(request, me)
    of = {"unit": where.unit, "platform": where.platform}
    there = Member.objects.filter(**of).order_by("-is_active", "name")
    open_ones = Invitation.objects.filter(**of, used_at=None).order_by("-made_at")
    return {
        "page": "people",
        "where": where,
        "known": known,
        "may_give": [(role.value, role.label) for role in where.roles(me)],
        "rows": [
            {
                "member": each,
                "roles": roles_in_words(each),
                "mine": members.manages(me, each),
                "self": each.pk == me.pk,
            }
            for each in there
        ],
        "invitations": [(each, in_words(each.roles)) for each in open_ones],
        "now": timezone.now(),
        "usual": invitations.DAYS,
        "most": invitations.MOST_DAYS,
    }


def in_words(roles: list[str]) -> str:
    """Return roles in words."""
    return ", ".join(str(Role(role).label) for role in roles)
