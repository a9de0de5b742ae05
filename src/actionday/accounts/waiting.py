"""How long somebody who tried too often has to wait."""

import math
import time
from collections.abc import Iterable

from allauth.core.internal.ratelimit import get_cache_key, get_rates
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

APP = "allauth.account"
LEAST_S = 1.0


def wait_s(request: HttpRequest, action: str, keys: Iterable[str]) -> float:
    """Return the seconds until an attempt is allowed again, by address and by each key."""
    return max((left(request, action, key) for key in [*keys, ""]), default=LEAST_S)


def left(request: HttpRequest, action: str, key: str) -> float:
    """Return the seconds until this key is free."""
    longest = LEAST_S
    for rate in get_rates(app=APP, action=action):
        if rate.per == "user" and not request.user.is_authenticated:
            continue
        name = get_cache_key(request, app=APP, action=action, rate=rate, key=key)
        history = cache.get(name, [])
        if len(history) >= rate.amount:
            longest = max(longest, history[rate.amount - 1] + rate.duration - time.time())
    return longest


def too_often(seconds: float) -> str:
    """Return what a person is told who has to wait."""
    if seconds < 60:
        wait = ngettext("%(n)d second", "%(n)d seconds", math.ceil(seconds))
        wait %= {"n": math.ceil(seconds)}
    else:
        minutes = math.ceil(seconds / 60)
        wait = ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    return _("Too many attempts. Wait %(wait)s, then try again.") % {"wait": wait}
