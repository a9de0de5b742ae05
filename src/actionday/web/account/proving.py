"""The page that asks a person to prove again who they are."""

from typing import Any

from allauth.account.forms import ReauthenticateForm as PasswordForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm as KeyForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from ..access import member_of, signed_in
from ..step_up import go_on

FORMS = {"password": PasswordForm, "code": CodeForm, "credential": KeyForm}


@signed_in
def step_up(request: HttpRequest) -> HttpResponseBase:
    """Ask for the password, a code, or a key; then lead back."""
    wrong: Any = None
    if request.method == "POST":
        way = next((name for name in FORMS if name in request.POST), "password")
        wrong = FORMS[way](data=request.POST, user=member_of(request))
        if wrong.is_valid():
            if way != "password":
                wrong.save()
            return go_on(request, request.POST.get("next", "/"))
    return render(request, "web/account/step_up.html", asked(request, wrong))


def asked(request: HttpRequest, wrong: Any) -> dict[str, Any]:
    """Return what the page shows: the ways that this member has."""
    member = member_of(request)
    kinds = set(Authenticator.objects.filter(user=member.pk).values_list("type", flat=True))
    errors = [text for texts in wrong.errors.values() for text in texts] if wrong else []
    shown = {
        "next": request.POST.get("next") or request.GET.get("next", "/"),
        "errors": errors,
        "by_password": member.has_usable_password(),
        "by_code": bool(kinds - {Authenticator.Type.WEBAUTHN}),
        "by_key": Authenticator.Type.WEBAUTHN in kinds,
    }
    if shown["by_key"]:
        shown["js_data"] = {"request_options": begin_authentication(member)}
    return shown
