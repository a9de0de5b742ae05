"""Signing in: by e-mail and password; in the demo also by one click as one of its members."""

import os
from collections.abc import Sequence
from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from actionday.tenancy.models import Member, Role

ORDER = {role.value: place for place, role in enumerate(Role)}
SHOWN = 40


class SignIn(LoginView):
    """The sign-in page; whoever is signed in already goes on."""

    template_name = "web/sign_in.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Fill the form in for who chose a login of the demo; the password never is in a page."""
        given: dict[str, Any] = super().get_form_kwargs()
        post = self.request.POST
        chosen = post.get("as")
        if settings.DEMO and chosen:
            given["data"] = {"login": chosen, "password": demo_password()}
        elif post:
            given["data"] = {
                "login": post.get("username", ""),
                "password": post.get("password", ""),
            }
        return given

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Add the demo's logins, the organisations' own providers, and why one is here."""
        shown: dict[str, Any] = super().get_context_data(**more)
        asked = self.request.GET
        return shown | {
            "logins": demo_logins(),
            "providers": providers(),
            "next": self.request.POST.get("next") or asked.get("next", ""),
            "ended": asked.get("ended", ""),
        }


def providers() -> list[dict[str, str]]:
    """Return the names of the organisations' own providers, and where signing in begins."""
    return [
        {"name": each["name"], "at": reverse("openid_connect_login", args=[each["provider_id"]])}
        for each in settings.OIDC
    ]


def demo_password() -> str:
    """Return the password that all members of the demo have."""
    return os.environ.get("ACTIONDAY_DEMO_PASSWORD", "")


def demo_logins() -> Sequence[dict[str, str]]:
    """Return the demo's members, coordinator first; nothing outside of the demo."""
    if not settings.DEMO or not demo_password():
        return []
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
    return {
        "email": member.email,
        "name": member.name,
        "organisation": organisation(member),
        "role": roles_in_words(member) or _("no role"),
    }


def roles_in_words(member: Member) -> str:
    """Return the member's roles, in words."""
    return ", ".join(str(Role(role).label) for role in member.roles)
