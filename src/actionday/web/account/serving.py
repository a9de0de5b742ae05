"""How the pages that sign people in are served, and what is said where something is refused."""

from functools import wraps
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.response import TemplateResponse

from actionday.accounts import Refused
from actionday.accounts.waiting import too_often, wait_s
from actionday.tenancy.acting import THE_PROGRAM, acting_as

from ..access import View
from ..second_factor import before_second_factor
from ..step_up import ask_proof


def by_the_program(view: View) -> View:
    """Run one of django-allauth's views, whole, in one transaction as the program.

    They read and write members while nobody acts yet, or know nothing of who acts; so they, and
    only they, are served as the program. What they raise to answer is an answer, not an error:
    nothing is rolled back. They are reached without a second factor, because they set it up.
    """

    @wraps(view)
    def served(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with acting_as(THE_PROGRAM):
            try:
                answer = view(request, *args, **kwargs)
            except ImmediateHttpResponse as given:
                answer = given.response
            except ReauthenticationRequired:
                answer = ask_proof(request)
            return answer.render() if isinstance(answer, TemplateResponse) else answer

    return before_second_factor(served)


def refusals(view: View) -> View:
    """Show why something was refused; what is not there for the person is a 404."""

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Refused as error:
            if error.status == 404:
                raise Http404 from error
            shown = {"reason": str(error)}
            return render(request, "web/account/refused.html", shown, status=error.status)

    return told


def throttled(request: HttpRequest) -> HttpResponse:
    """Tell somebody who asks too often how long to wait."""
    seconds = max(wait_s(request, action, []) for action in ("login", "change_password"))
    return render(request, "web/account/throttled.html", {"wait": too_often(seconds)}, status=429)
