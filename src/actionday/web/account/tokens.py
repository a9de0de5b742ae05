"""The tokens by which programs call the API, as oneself or as a program of one's organisation."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionday.accounts import Refused, api_tokens
from actionday.tenancy.acting import acting_as, actor_of
from actionday.tenancy.models import Member, Scope

from ..access import member_of, reading, signed_in
from ..sign_in import organisation
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
    machine = request.POST.get("whose") == "machine"
    shown: dict[str, Any] = {"label": label, "chosen": scopes, "days": request.POST.get("days")}
    shown["whose"] = "machine" if machine else "me"
    try:
        days = whole(request.POST.get("days", ""))
        secret = api_tokens.make(actor, label or _("unnamed"), scopes, days, machine)
        shown |= {"secret": secret}
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
    """Return the tokens that one may revoke, newest first, and what new ones may do."""
    member = member_of(request)
    words = {scope.value: scope.label for scope in Scope}
    rows = [
        {"token": each, "scopes": [words[name] for name in each.scopes]}
        for each in api_tokens.in_charge(member).order_by("-made_at")
    ]
    return {
        "page": "tokens",
        "rows": rows,
        "forms": [form for form in (form_of(member, False), form_of(member, True)) if form],
        "organisation": organisation(member),
        "now": timezone.now(),
        "usual": api_tokens.DAYS,
        "most": api_tokens.MOST_DAYS,
    }


def form_of(member: Member, machine: bool) -> dict[str, Any] | None:
    """Return what the form for one's own token, or for a program's, offers; None for no form."""
    allowed = api_tokens.may(member, machine)
    if not allowed:
        return None
    scopes = [(each.value, each.label) for each in Scope if each in allowed]
    return {"whose": "machine" if machine else "me", "scopes": scopes}
