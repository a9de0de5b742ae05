"""The tokens by which one's own programs call the API."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionday.accounts import Refused, api_tokens
from actionday.tenancy.acting import acting_as, actor_of
from actionday.tenancy.models import Scope, Token
from actionday.tenancy.roles import scopes_of

from ..access import member_of, reading, signed_in
from ..step_up import needs_step_up
from .numbers import whole
from .serving import refusals


@reading
def tokens(request: HttpRequest) -> HttpResponse:
    """List one's tokens."""
    return render(request, "web/account/tokens.html", listed(request))


@require_POST
@needs_step_up
def make(request: HttpRequest) -> HttpResponse:
    """Make a token, and show it: it is in this answer alone."""
    label = request.POST.get("label", "").strip()[:120]
    scopes = request.POST.getlist("scopes")
    actor = actor_of(member_of(request))
    shown: dict[str, Any] = {"label": label, "chosen": scopes, "days": request.POST.get("days")}
    try:
        days = whole(request.POST.get("days", ""))
        shown |= {"secret": api_tokens.make(actor, label or _("unnamed"), scopes, days)}
    except Refused as error:
        shown |= {"wrong": str(error)}
    with acting_as(actor):
        page = shown | listed(request)
        return render(
            request, "web/account/tokens.html", page, status=200 if "secret" in shown else 422
        )


@require_POST
@signed_in
@refusals
def revoke(request: HttpRequest, token: int) -> HttpResponse:
    """Revoke one."""
    api_tokens.revoke(actor_of(member_of(request)), token)
    return redirect("tokens")


def listed(request: HttpRequest) -> dict[str, Any]:
    """Return one's tokens that still stand, newest first, and what a new one may do."""
    member = member_of(request)
    mine = Token.objects.filter(member=member.pk, revoked_at=None).order_by("-made_at")
    words = {scope.value: scope.label for scope in Scope}
    rows = [{"token": each, "scopes": [words[name] for name in each.scopes]} for each in mine]
    allowed = [(each.value, each.label) for each in Scope if each in scopes_of(member.roles)]
    return {
        "page": "tokens", "rows": rows, "allowed": allowed, "now": timezone.now(),
        "usual": api_tokens.DAYS, "most": api_tokens.MOST_DAYS,
    }  # fmt: skip
