"""When a session last proved who it is: by signing in, or by password or second factor again."""

import time

from django.http import HttpRequest

KEY = "proved"
PROOF_S = 300


def proved(request: HttpRequest) -> None:
    """Note that the person has just proved who they are."""
    request.session[KEY] = time.time()


def stepped_up(request: HttpRequest) -> bool:
    """Say whether the person has proved who they are in the last five minutes."""
    return time.time() - float(request.session.get(KEY, 0)) < PROOF_S
