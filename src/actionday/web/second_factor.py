"""Outside the demo a second factor is required: without one, only the pages that set it up."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from actionday.accounts.factors import BY_PROVIDER, has_factor

from .access import View

MARK = "before_second_factor"


def before_second_factor(view: View) -> View:
    """Let a view be reached by who has no second factor yet."""
    setattr(view, MARK, True)
    return view


class SecondFactor:
    """Leads who has no second factor to where one is set up, whatever they asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Judge, now that the view is known."""
        if getattr(view, MARK, False) or not wants_factor(request):
            return None
        if request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(resolve_url("mfa_index"))
        return redirect("mfa_index")


def wants_factor(request: HttpRequest) -> bool:
    """Say whether somebody is signed in who still has to set up a second factor."""
    if settings.DEMO or SESSION_KEY not in request.session:
        return False
    member = request.user
    vouched = request.session.get(BY_PROVIDER, False)
    return member.is_authenticated and not vouched and not has_factor(member.pk)
