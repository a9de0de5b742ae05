"""The live part of a board: what all see of it is rendered once, what wants oneself is one's own.

While a day is busy, everybody who asks gets a new one. So a process renders what they share once
for each size of the log, and what wants a person is asked again after some seconds only; what comes
to the coordinator's desk counts at once, as it moves the restricted log.
"""

import threading
import time

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from actionday.tenancy.acting import acting_as, actor_of

from .cuts import cut
from .door import Pass
from .needs import needs
from .scene import scene
from .sizes import sizes_of
from .standing import standing_of

ASK_AGAIN_S = 10.0
NEEDS_HERE = "<!-- what needs you -->"
MOST_REMEMBERED = 2000
_shared: dict[tuple[str, str, str], tuple[tuple[int, int], str]] = {}
_needs: dict[tuple[int, str], tuple[float, list[int], str]] = {}
_rendering = threading.Lock()


def live_html(known: Pass, by: str) -> str:
    """Return the live part for whoever was let in."""
    return shared_html(known, by).replace(NEEDS_HERE, needs_html(known), 1)


def shared_html(known: Pass, by: str) -> str:
    """Return what all who look see alike; rendered once for each size of the log and minute."""
    [size] = sizes_of(known.day.log_id)
    standing = standing_of(known.day, size)
    chosen = cut(standing, by)
    place = (known.day.subject + known.day.state, chosen["by"], get_language() or "")
    state = (size, int(timezone.now().timestamp()) // 60)
    with _rendering:
        before = _shared.get(place)
        if before is None or before[0] != state:
            shown = scene(known.day, standing) | chosen | {"fragment": True}
            shown["needs_part"] = mark_safe(NEEDS_HERE)  # noqa: S308  (a constant)
            before = _shared[place] = (state, render_to_string("web/_live.html", shown))
    return before[1]


def needs_html(known: Pass) -> str:
    """Return what wants this person, as it was some seconds ago at most."""
    place, apart = (known.member.pk, known.day.subject), sizes_of(*known.logs[1:])
    before = _needs.get(place)
    if before is None or before[0] < time.monotonic() or before[1] != apart:
        with acting_as(actor_of(known.member)):
            html = needs_part(known)
        if len(_needs) > MOST_REMEMBERED:
            _needs.clear()
        before = _needs[place] = (time.monotonic() + ASK_AGAIN_S, apart, html)
    return before[2]


def needs_part(known: Pass) -> SafeString:
    """Render what wants this person now; inside their transaction."""
    [size] = sizes_of(known.day.log_id)
    found = needs(known.member, known.day, standing_of(known.day, size))
    return render_to_string("web/_needs.html", {"needs": found})
