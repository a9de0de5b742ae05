"""The days that one may see; where there is one, straight to its board."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from actionday.tenancy.models import Role

from .access import days_of, member_of, reading
from .invitations import count_open
from .plan import may_plan


@reading
def days(request: HttpRequest) -> HttpResponse:
    """List the member's days; who answers for a platform goes to its inbox."""
    member = member_of(request)
    if member.platform_id is not None:
        return redirect("inbox")
    if member.has_role(Role.AUDITOR):
        return redirect("audit")
    if member.has_role(Role.ADMINISTRATOR):
        return redirect("house_units")
    planning = may_plan(member)
    mine = list(days_of(member).select_related("coordinator").prefetch_related("platforms"))
    if len(mine) == 1 and not planning and not count_open(member):
        return redirect("board", mine[0].slug)
    return render(request, "web/days.html", {"days": mine, "planning": planning})
