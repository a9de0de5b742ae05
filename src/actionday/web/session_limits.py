"""How long a session lasts: so long without a sign of life, and so long at most."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from actionday.accounts.sessions import BEGAN, SEEN, note

NOTE_EVERY_S = 60.0
IDLE, OLD = "idle", "old"


class SessionLimits:
    """Ends what has lasted too long; a page that asks by itself is no sign of life."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on, or end the session and say why."""
        if SESSION_KEY not in request.session:
            return self.get_response(request)
        now = time.time()
        why = over(request, now)
        if why:
            logout(request)
            return to_sign_in(request, why)
        if not is_poll(request) and now - request.session[SEEN] > note_every_s():
            note(request, now)
        return self.get_response(request)


def session_ends(request: HttpRequest) -> float:
    """Return when the session is over if nobody does anything any more, in seconds of the epoch."""
    began, seen = request.session.get(BEGAN, 0), request.session.get(SEEN, 0)
    return float(min(began + settings.SESSION_S, seen + settings.IDLE_S))


def over(request: HttpRequest, now: float) -> str:
    """Return why the session is over; empty while it is not."""
    began, seen = request.session.get(BEGAN, 0), request.session.get(SEEN, 0)
    if now - began > settings.SESSION_S:
        return OLD
    return IDLE if now - seen > settings.IDLE_S else ""


def note_every_s() -> float:
    """Return how often a sign of life is written: not with every request."""
    return float(min(NOTE_EVERY_S, settings.IDLE_S / 10))


def is_poll(request: HttpRequest) -> bool:
    """Say whether a page asks by itself; addresses of such parts end in `/live/`."""
    return bool(request.headers.get("HX-Request")) and request.path.endswith("/live/")


def to_sign_in(request: HttpRequest, why: str) -> HttpResponseBase:
    """Send the person to the sign-in page, and back to where they were."""
    back = request.get_full_path() if request.method == "GET" and not is_poll(request) else "/"
    address = f"{reverse('sign_in')}?{urlencode({'next': back, 'ended': why})}"
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(address)
    return redirect(address)
