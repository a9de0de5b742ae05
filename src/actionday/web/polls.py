"""The short way for those who keep asking whether a board has changed: past all that pages need.

A session is read, and its limits are looked at, once for each pass (`door.py`), not at every poll:
hundreds of people ask every two seconds.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from .board import answer
from .door import door

POLL = re.compile(r"/days/(?P<slug>[-\w]+)/board/live/")


class Polls:
    """Answers whoever was let in; sends everybody else on their way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a poll from memory, in the language of the board that the viewer has open."""
        asked = POLL.fullmatch(request.path_info) if request.method == "GET" else None
        known = door.known(request, asked["slug"]) if asked else None
        if known is None:
            return self.get_response(request)
        with translation.override(known.language):
            return answer(request, known)
