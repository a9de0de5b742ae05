"""The course of a rehearsed day, over HTTP, as its users would: find, assess, wait, close."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from gettext import gettext as _

from actionday.rehearsal.bars import Bars
from actionday.rehearsal.client import Client
from actionday.rehearsal.investigators import Investigators
from actionday.rehearsal.programme import SLUG, Staff
from actionday.rehearsal.submission import submit
from actionday.rehearsal.troupe import Halted, Troupe
from actionday.rehearsal.verdicts import Judge
from actionday.rehearsal.world import World

LOOK_EVERY_S = 1.0
STUCK_S = 180.0
"""Nothing has moved for so long: something is broken, and waiting on would not mend it."""

Counts = dict[str, int]


@dataclass
class Course:
    """One day in progress."""

    world: World
    staff: Staff
    troupe: Troupe
    bars: Bars

    def __post_init__(self) -> None:
        self.coordinator = Client(self.troupe.site, self.staff.coordinator)
        judge = Judge(self.world)
        self.people = Investigators(self.troupe.site, self.staff.investigators, judge)
        self.moved = ("", time.monotonic())

    def open(self) -> None:
        """Open the day; each unit's lead gives leave to send what will be settled."""
        self.coordinator.post(f"/days/{SLUG}/opening", {})
        until = (datetime.now(UTC) + timedelta(hours=12)).isoformat()
        for token in self.staff.leads:
            Client(self.troupe.site, token).post(f"/days/{SLUG}/approvals", {"until": until})

    def find(self) -> list[str]:
        """Submit every find and wait until all is captured and matched; return what was refused.

        Assessing begins only then: a short link that is followed after its piece has been taken
        down leads nowhere, so the figures would hang on who was faster.
        """
        clients = {
            code: Client(self.troupe.site, token) for code, token in self.staff.units.items()
        }
        total = len(self.world.finds)
        refused = submit(
            self.world.finds,
            self.troupe.plaza,
            clients,
            lambda done: self.bars.show("submitted", done, total),
        )
        self.follow(lambda now: now["captured"] + now["uncaptured"] >= now["items"] and idle(now))
        return refused

    def assess(self) -> None:
        """Let the investigators work until every piece is settled."""
        self.people.start()
        try:
            self.follow(lambda now: now["waiting"] == 0)
        finally:
            self.people.end()

    def decide(self) -> None:
        """Wait until everything is sent, every decision that will come has come, and is checked."""
        self.follow(
            lambda now: (
                now["sent"] == now["referred"]
                and self.desk_is_done(now["sent"])
                and now["checked"] >= now["decided"]
                and idle(now)
            )
        )

    def desk_is_done(self, sent: int) -> bool:
        """Say whether Plaza has seen all that was sent, and decides nothing more."""
        desk = self.troupe.desk()
        return desk["seen"] == sent and desk["waiting"] == 0

    def close(self) -> None:
        """Close the day and wait for the last looks."""
        self.coordinator.post(f"/days/{SLUG}/closing", {"confirmed": True})
        self.follow(idle)

    def follow(self, is_done: Callable[[Counts], bool]) -> None:
        """Watch the day until it is so far; show its progress and pass it on."""
        while True:
            now: Counts = self.coordinator.get(f"/days/{SLUG}")["counts"]
            self.show(now)
            self.people.tell(now["waiting"])
            self.troupe.check()
            if is_done(now):
                return
            self.refuse_to_hang(now)
            time.sleep(LOOK_EVERY_S)

    def show(self, now: Counts) -> None:
        """Move the bars."""
        self.bars.show("captured", now["captured"], now["items"] - now["uncaptured"])
        self.bars.show("assessed", now["assessed"], now["items"] - now["uncaptured"])
        self.bars.show("decided", now["decided"], now["referred"])

    def refuse_to_hang(self, now: Counts) -> None:
        """Raise Halted when nothing moves any more."""
        standing, at = str(now), time.monotonic()
        if standing != self.moved[0]:
            self.moved = (standing, at)
        elif at - self.moved[1] > STUCK_S:
            raise Halted(
                _("nothing has moved for %(seconds)d s: %(counts)s")
                % {"seconds": STUCK_S, "counts": standing}
                + self.troupe.log_of("serve")
            )


def idle(now: Counts) -> bool:
    """Say whether no job waits or runs."""
    return now["jobs"] == 0
