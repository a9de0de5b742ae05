"""The page to which an invitation leads: name, password, then the second factor."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login, logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from actionday.accounts import Refused, invitations
from actionday.tenancy.acting import as_the_program
from actionday.tenancy.models import Invitation, Member

from ..second_factor import before_second_factor
from .people import in_words

BACKEND = "actionday.tenancy.signing_in.Backend"


@before_second_factor
@sensitive_post_parameters()
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Show who is invited to what, and let them in."""
    try:
        found = invitations.find(secret)
        if request.method == "POST":
            return accept(request, found, secret)
    except Refused as error:
        shown = {"reason": str(error)}
        return render(request, "web/account/no_invitation.html", shown, status=error.status)
    return page(request, found)


def accept(request: HttpRequest, found: Invitation, secret: str) -> HttpResponse:
    """Make the member and sign them in, or show what is wrong with what they gave."""
    name = request.POST.get("name", "").strip()
    password = request.POST.get("password", "")
    wrong = {} if 0 < len(name) <= 120 else {"name": [_("Say your name, as colleagues know it.")]}
    if password != request.POST.get("again"):
        wrong["again"] = [_("The two passwords differ.")]
    if not wrong:
        try:
            return welcome(request, invitations.accept(secret, name, password))
        except ValidationError as error:
            wrong["password"] = list(error.messages)
    return page(request, found, wrong=wrong, name=name, status=422)


def welcome(request: HttpRequest, member: Member) -> HttpResponse:
    """Sign the new member in; the second factor comes next."""
    logout(request)  # whoever sat here before is somebody else
    with as_the_program():
        login(request, member, backend=BACKEND)
        record_authentication(request, member, "password")
    return redirect("mfa_index")


def page(
    request: HttpRequest, found: Invitation, *, status: int = 200, **more: object
) -> HttpResponse:
    """Return the page."""
    shown = {"invitation": found, "roles": in_words(found.roles)} | more
    return render(request, "web/account/invitation.html", shown, status=status)
