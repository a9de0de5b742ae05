"""The way of one piece: the stages, their order, the states of an item, and the next job.

    intake -> capture -> fingerprint -> match -> assess -> refer -> decide -> check -> report

Every step is the same: what is slow first, then one transaction with the rows, the next job (where
none is there already that goes on) and the entries of the ledger. A crash leaves all of it or
nothing, and the step can run again.
"""

from contextlib import AbstractContextManager, nullcontext
from types import ModuleType
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext
from procrastinate.types import JSONValue

from actionday.cases.models import Item
from actionday.cases.sending import due
from actionday.ledger.log import Event, append
from actionday.stages import (
    Done,
    capture,
    check,
    fingerprint,
    hold,
    match,
    refer,
)
from actionday.tenancy.acting import THE_PROGRAM, Actor, acting_as

STATES = {
    "submitted": _("waits for capture"),
    "uncaptured": _("could not be captured"),
    "captured": _("captured"),
    "fingerprinted": _("fingerprinted"),
    "matched": _("waits for assessment"),
    "referred": _("to be referred"),
    "not_referred": _("not referred"),
    "undecided": _("undecided"),
    "sent": _("sent to the platform"),
    "decided": _("decided by the platform"),
    "merged": _("is another piece"),
}
ADVANCE = {"submitted": capture, "captured": fingerprint, "fingerprinted": match}
NEXT_JOB = {
    "new": "advance",
    "supplied": "advance",
    "ready": "refer",
    "decided": "check",
    "closing": "check",
    "held": "lapse",
    "disputed": "refer",
}
TRIES = 3
RETRY = RetryStrategy(max_attempts=TRIES - 1, exponential_wait=2)


class Keeper(Protocol):
    """Keeps what a step answers, in the step's own transaction (the API's Idempotency-Key)."""

    def keep(self, answer: Any) -> None:
        """Save the answer."""


def step(
    stage: ModuleType, actor: Actor, *given: Any, once: AbstractContextManager[Keeper] | None = None
) -> Done | None:
    """Run one stage: prepare, then write in one transaction; None where there was nothing to do."""
    prepared = stage.prepare(*given)
    if prepared is None:
        return None
    with acting_as(actor), once or nullcontext() as keeper:
        done: Done | None = stage.write(actor, prepared)
        if done is None:
            return None
        if keeper is not None:
            keeper.keep(done.answer)
        commit(done)
    return done


def commit(done: Done) -> None:
    """Put the next jobs and then, last, the entries into the open transaction."""
    batches: dict[tuple[str, int], list[UUID]] = {}
    for move in done.moves:
        if move.outcome in NEXT_JOB:
            batches.setdefault((NEXT_JOB[move.outcome], move.after_s), []).append(move.item)
    for (job, after_s), items in batches.items():
        defer(job, items, after_s)
    for log, events in sorted(done.events.items()):
        append(log, events)


def defer(job: str, items: list[UUID], after_s: int = 0) -> None:
    """Queue a stage for these items, in the open transaction; job arguments hold ids only."""
    task = app.configure_task(job, schedule_in={"seconds": after_s} if after_s else None)
    arguments: list[dict[str, JSONValue]] = [{"item": str(item)} for item in items]
    task.batch_defer(*arguments)


def run(context: JobContext, stage: ModuleType, item: str, *more: Any) -> Done | None:
    """Run a stage as a job; when the last try fails, the item says so and a person can act."""
    try:
        return step(stage, THE_PROGRAM, UUID(item), *more)
    except Exception as error:
        if is_last_try(context):
            name = stage.__name__.rpartition(".")[2]
            trouble = gettext("%(stage)s failed: %(why)s") % {"stage": name, "why": error}
            with acting_as(THE_PROGRAM):
                Item.objects.filter(pk=item).update(trouble=trouble[:300])
        raise


def is_last_try(context: JobContext) -> bool:
    """Say whether the job will not be tried again."""
    return context.job.attempts + 1 >= TRIES


@app.task(name="advance", retry=RETRY, pass_context=True)
def advance_job(context: JobContext, item: str) -> None:
    """Take a piece from its find to its first view: capture, fingerprint, match.

    The job's row stays until the last of them is committed; after a crash or an error it goes on
    at the stage that the item's state names.
    """
    state = Item.objects.values_list("state", flat=True).get(pk=item)
    while stage := ADVANCE.get(state):
        more = [is_last_try(context)] if stage is capture else []
        done = run(context, stage, item, *more)
        if done is None:
            return
        [state] = [move.outcome for move in done.moves]  # an outcome of these is the next state


@app.task(name="refer", retry=RETRY, pass_context=True)
def refer_job(context: JobContext, item: str) -> None:
    """Send it to its platform."""
    run(context, refer, item)


@app.periodic(cron="* * * * *")
@app.task(name="gather")
def gather_job(timestamp: int) -> None:
    """Send what may go by now: its copies were waited for long enough, or what held it is over."""
    with acting_as(THE_PROGRAM):
        defer("refer", due())


@app.task(name="lapse", retry=RETRY)
def lapse_job(item: str) -> None:
    """Note that a hold has ended by itself, when its time comes."""
    step(hold, THE_PROGRAM, hold.Lapse())


@app.periodic(cron="* * * * *")
@app.task(name="lapses")
def lapses_job(timestamp: int) -> None:
    """Note what ended while nobody worked."""
    step(hold, THE_PROGRAM, hold.Lapse())


@app.task(name="check", retry=RETRY, pass_context=True)
def check_job(context: JobContext, item: str) -> None:
    """Look what is there now."""
    run(context, check, item)


def retry_capture(actor: Actor, item: UUID) -> None:
    """Try again to capture a piece that could not be captured."""
    with acting_as(actor):
        waits = Item.objects.select_for_update(no_key=True).filter(pk=item, state="uncaptured")
        found = waits.first()
        if found is None:
            return
        waits.update(state="submitted", trouble="")
        defer("advance", [item])
        told = Event("capture.retried", found.subject, {"private": {"member": actor.member}})
        append(found.day.log_id, [told])
