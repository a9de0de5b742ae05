"""One's own account at a glance."""

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from actionday.accounts.factors import KINDS
from actionday.accounts.sessions import sessions_of
from actionday.tenancy.models import Token
from actionday.tenancy.roles import given_by

from ..access import member_of, reading
from ..sign_in import organisation, roles_in_words


@reading
def account(request: HttpRequest) -> HttpResponse:
    """Show who one is, and lead to everything else."""
    member = member_of(request)
    shown = {
        "page": "overview",
        "organisation": organisation(member),
        "roles": roles_in_words(member),
        "factors": Authenticator.objects.filter(user=member.pk, type__in=KINDS).count(),
        "sessions": len(sessions_of(member)),
        "tokens": Token.objects.filter(member=member.pk, revoked_at=None).count(),
        "leads": bool(given_by(member.roles)),
    }
    return render(request, "web/account/overview.html", shown)
