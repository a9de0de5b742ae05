"""Planning: a day is drafted, its parties are invited and answer, the terms are kept.

Each file is a step of its own; until the day opens they tell the restricted log, because the day's
own log begins with its opening.
"""

from actionday.cases.models import ActionDay
from actionday.cases.parts import facts, log_of_parts
from actionday.cases.taxonomy import DayState
from actionday.stages import Done
from actionday.tenancy.acting import Actor

ENDED = (DayState.CLOSED, DayState.PUBLISHED)


def tell(done: Done, day: ActionDay, event: str, actor: Actor, **private: object) -> None:
    """Tell of planning; who did it, and of whom it tells, is private: a refusal shames nobody."""
    log = log_of_parts(day)
    if log is not None:
        done.tell(log, event, day.subject, private={"member": actor.member, **private})


def amend(done: Done, day: ActionDay, before: dict[str, object]) -> None:
    """Once the day has opened, tell its log what the day now is, where that has changed."""
    now = facts(day)
    if day.state != DayState.PLANNED and now != before:
        done.tell(day.log_id, "day.amended", day.subject, day=now)
