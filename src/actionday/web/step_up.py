"""Step-up: before something grave a person proves again who they are, unless they just did.

    @needs_step_up
    def close(request, slug): ...

sends whoever has not proved themselves within five minutes to a page that asks for the password or
a second factor, and then back. What a form had sent is kept in the session meanwhile and sent again
once they have, by a page that a click (or a script) leaves: nothing is lost. Put it outermost, on
the view that does the thing, not on the one that shows the form; a field with a password must not
come through it. `stepped_up(request)` only asks.
"""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django_htmx.http import HttpResponseClientRedirect

from actionday.accounts.proof import proved, stepped_up

from .access import View, signed_in

__all__ = ["ask_proof", "go_on", "needs_step_up", "stepped_up"]
KEPT = "kept_for_step_up"
MOST_KEPT = 200_000


def needs_step_up(view: View) -> View:
    """Let only those through who have just proved who they are; send others to do so."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if stepped_up(request) else ask_proof(request)

    return signed_in(guarded)


def ask_proof(request: HttpRequest) -> HttpResponseBase:
    """Send the person to prove who they are; keep what they had sent."""
    path = request.get_full_path()
    request.session.pop(KEPT, None)
    if request.method == "POST":
        fields = {name: values for name, values in request.POST.lists() if "csrf" not in name}
        if len(str(fields)) <= MOST_KEPT:
            request.session[KEPT] = {"path": path, "fields": fields}
    address = f"{reverse('step_up')}?{urlencode({'next': path})}"
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(address)
    return redirect(address)


def go_on(request: HttpRequest, to: str) -> HttpResponseBase:
    """Note the proof, and lead back to what the person was doing."""
    proved(request)
    kept = request.session.pop(KEPT, None)
    if not url_has_allowed_host_and_scheme(to, {request.get_host()}, request.is_secure()):
        return redirect("account")
    if kept is None or kept["path"] != to:
        return redirect(to)
    fields = [(name, value) for name, values in kept["fields"].items() for value in values]
    return render(request, "web/account/go_on.html", {"to": to, "fields": fields})
