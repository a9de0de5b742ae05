"""The door for those who keep asking whether a day's board has changed.

Hundreds ask every two seconds, and nearly always the answer is no. So a process remembers who was
let in to which board, and asks the database about all of them at once, at most every half second:
a session that ended, a member who was disabled, a unit that left is out within that time.
"""

import threading
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from actionday.cases.models import ActionDay
from actionday.tenancy.acting import as_the_program
from actionday.tenancy.models import Member

from .access import coordinates
from .session_limits import session_ends
from .sizes import sizes_of

FRESH_S = 0.5
FORGOTTEN_S = 60.0
STILL = """
    SELECT g.session, g.day, md5(concat_ws('|', s.session_data, m.password, m.roles::text,
                                          m.unit_id, d.state, d.coordinator_id))
    FROM unnest(%s::text[], %s::bigint[], %s::bigint[]) AS g (session, member, day)
    JOIN django_session s ON s.session_key = g.session AND s.expire_date > now()
    JOIN tenancy_member m ON m.id = g.member AND m.is_active
    JOIN cases_actionday d ON d.id = g.day
    WHERE d.coordinator_id = m.unit_id OR EXISTS (
      SELECT FROM cases_unitpart u
      WHERE u.day_id = d.id AND u.unit_id = m.unit_id AND u.accepted_at IS NOT NULL)
"""
"""Those of the passes that still hold, each with a digest of what it rests on."""


@dataclass(slots=True)
class Pass:
    """A session that was let in to a day's board."""

    session: str
    member: Member
    day: ActionDay
    logs: tuple[int | None, ...]
    language: str
    ends_at: float
    """When the session is over, unless its owner does something before: then it is asked anew."""

    used_at: float
    rests_on: str = ""

    def tag(self) -> str:
        """Return the tag of the board as its viewer sees it now."""
        return tag_of(self.day.subject, self.logs)


def tag_of(subject: str, logs: tuple[int | None, ...]) -> str:
    """Return the tag of a board: the sizes of its logs, and the minute, so that ages stay true."""
    sizes = "-".join(str(size) for size in sizes_of(*logs))
    return f'"{subject[:8]}-{sizes}-{int(timezone.now().timestamp()) // 60}"'


def logs_of(member: Member, day: ActionDay) -> tuple[int | None, ...]:
    """Return the logs that move the board: holds and conflicts move the coordinator's alone."""
    return (day.log_id, day.restricted_log_id) if coordinates(member, day) else (day.log_id,)


class Door:
    """Remembers passes, and asks again whether they hold."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.passes: dict[tuple[str, str], Pass] = {}
        self.asked_at = float("-inf")

    def known(self, request: HttpRequest, slug: str) -> Pass | None:
        """Return the pass of whoever asks, if they were let in before and still would be."""
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if (session, slug) not in self.passes:
            return None
        if time.monotonic() - self.asked_at > FRESH_S:
            with self.lock:
                if time.monotonic() - self.asked_at > FRESH_S:
                    self.ask_again()
        found = self.passes.get((session, slug))
        if found is not None:
            found.used_at = time.monotonic()
        return found

    def ask_again(self) -> None:
        """Keep the passes that still hold and were used lately."""
        now = time.monotonic()
        used = {key: each for key, each in self.passes.items() if now - each.used_at < FORGOTTEN_S}
        still = holding(list(used.values()))
        self.passes = {
            key: each
            for key, each in used.items()
            if still.get((each.session, each.day.pk)) == each.rests_on
            and time.time() < each.ends_at
        }
        self.asked_at = now

    def let_in(self, request: HttpRequest, member: Member, day: ActionDay) -> Pass:
        """Remember whoever may see a board."""
        session = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        language, ends_at = get_language() or "", session_ends(request)
        logs = logs_of(member, day)
        made = Pass(session, member, day, logs, language, ends_at, time.monotonic())
        rests_on = holding([made]).get((session, day.pk))
        if rests_on is not None:
            made.rests_on = rests_on
            with self.lock:
                self.passes[session, day.slug] = made
        return made


def holding(passes: list[Pass]) -> dict[tuple[str, int], str]:
    """Return what those of the passes rest on that still hold."""
    if not passes:
        return {}
    sessions = [each.session for each in passes]
    members, days = [each.member.pk for each in passes], [each.day.pk for each in passes]
    with as_the_program(), connection.cursor() as cursor:
        cursor.execute(STILL, [sessions, members, days])
        return {(session, day): digest for session, day, digest in cursor.fetchall()}


door = Door()
