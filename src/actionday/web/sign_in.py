"""Signing in: by e-mail and password; in the demo also by one click as one of its members."""

import os
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext as _

from actionday.tenancy.acting import THE_PROGRAM, acting_as, as_the_program
from actionday.tenancy.models import Member, Role

ORDER = {role.value: place for place, role in enumerate(Role)}
SHOWN = 40


class SignIn(LoginView):
    """The sign-in page; whoever is signed in already goes on."""

    template_name = "web/sign_in.html"
    redirect_authenticated_user = True

    def get_form_kwargs(self) -> dict[str, Any]:
        """Fill the form in for who chose a login of the demo; the password never is in a page."""
        given = super().get_form_kwargs()
        chosen = self.request.POST.get("as")
        if settings.DEMO and chosen:
            given["data"] = {"username": chosen, "password": demo_password()}
        return given

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign the member in; the program does it, as nobody acts yet."""
        with as_the_program():
            return super().form_valid(form)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Add the demo's logins."""
        return super().get_context_data(logins=demo_logins(), **more)


def demo_password() -> str:
    """Return the password that all members of the demo have."""
    return os.environ.get("ACTIONDAY_DEMO_PASSWORD", "")


def demo_logins() -> Sequence[dict[str, str]]:
    """Return the demo's members, coordinator first; nothing outside of the demo."""
    if not settings.DEMO or not demo_password():
        return []
    with acting_as(THE_PROGRAM):
        known = Member.objects.filter(Q(unit__isnull=False) | Q(platform__isnull=False))
        members = list(known.filter(is_active=True).select_related("unit", "platform"))
    return [describe(member) for member in sorted(members, key=place)[:SHOWN]]


def place(member: Member) -> tuple[int, str, str]:
    """Return where a member stands in the list: by role, organisation, name."""
    role = min((ORDER.get(role, len(ORDER)) for role in member.roles), default=len(ORDER))
    return role, organisation(member), member.name


def organisation(member: Member) -> str:
    """Return the name of the member's unit or platform."""
    return member.unit.name if member.unit else str(member.platform or "")


def describe(member: Member) -> dict[str, str]:
    """Return what the list says of one login."""
    roles = ", ".join(str(Role(role).label) for role in member.roles)
    return {
        "email": member.email,
        "name": member.name,
        "organisation": organisation(member),
        "role": roles or _("no role"),
    }
