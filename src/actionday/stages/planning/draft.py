"""Draft: a coordinator plans a day, or changes the plan; who takes part is invited with it."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from actionday.cases.models import ActionDay
from actionday.cases.parts import facts
from actionday.cases.taxonomy import Asked, DayState
from actionday.ledger.models import Log
from actionday.stages import Done, Refused, unit_of
from actionday.tenancy.acting import Actor, as_the_program
from actionday.tenancy.models import Unit

from . import ENDED, amend, invite, tell

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED = frozenset({"new"})
TEXTS = ("title", "scope", "legal_basis")
TIMES = ("lease_s", "dispatch_after_s", "check_after_s")
FIXED = ("title", "scope", "legal_basis", "starts_on", "ends_on", "four_eyes_percent", "asked")
"""What nobody may change under those who work by it: it stands once the day is open."""
WEEK_S = 7 * 24 * 3600


@dataclass(slots=True)
class Plan:
    """What a coordinator says of a day; None leaves a part of it as it is."""

    slug: str
    title: str | None = None
    scope: str | None = None
    legal_basis: str | None = None
    dates: tuple[date | None, date | None] | None = None
    initiators: list[str] | None = None
    units: list[str] | None = None
    platforms: list[str] | None = None
    asked: list[str] | None = None
    four_eyes_percent: int | None = None
    times: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan, for a day that is new or is there already."""

    plan: Plan
    new: bool


def prepare(plan: Plan, new: bool) -> Prepared:
    """Check what can be checked without knowing the day."""
    if new and (not SLUG.fullmatch(plan.slug) or plan.slug in RESERVED or len(plan.slug) > 50):
        raise Refused(422, _("slug: use small letters, digits and hyphens, at most 50 of them."))
    if new and not (plan.title or "").strip():
        raise Refused(422, _("title: a day needs a title."))
    if plan.four_eyes_percent is not None and not 0 <= plan.four_eyes_percent <= 100:
        raise Refused(422, _("four_eyes_percent: between 0 and 100."))
    first, last = plan.dates or (None, None)
    if last and (first is None or last < first):
        raise Refused(422, _("ends_on: the last day cannot come before the first."))
    for each in plan.asked or ():
        if each not in Asked.values:
            raise Refused(422, _("asked: %(what)s is nothing that can be asked.") % {"what": each})
    for name, seconds in plan.times.items():
        if name not in TIMES or not (1 if name == "lease_s" else 0) <= seconds <= WEEK_S:
            raise Refused(422, _("%(name)s: between 0 s and 7 days.") % {"name": name})
    return Prepared(plan, new)


def write(actor: Actor, prepared: Prepared) -> Done:
    """Save the day, with who is invited to it."""
    plan = prepared.plan
    done = Done()
    day = begin(actor, plan) if prepared.new else day_to_change(actor, plan)
    before = facts(day)
    changed = set_facts(day, plan)
    invite.set_initiators(day, plan.initiators)
    exact = day.state == DayState.PLANNED  # what was unticked; from an open day nobody is struck
    invite.set_units(done, actor, day, plan.units, exact)
    invite.set_platforms(done, actor, day, plan.platforms, exact)
    day.save()
    tell(done, day, "day.planned" if prepared.new else "plan.changed", actor, changed=changed)
    amend(done, day, before)
    done.answer = {"slug": day.slug, "state": day.state}
    return done


def begin(actor: Actor, plan: Plan) -> ActionDay:
    """Make a day, coordinated by the actor's unit; the origin of its log is HOST/SLUG."""
    coordinator = Unit.objects.get(pk=unit_of(actor))
    with as_the_program():  # the short name may be that of a day that the actor does not know
        if ActionDay.objects.filter(slug=plan.slug).exists():
            raise Refused(409, _("slug: %(slug)s is taken; choose another.") % {"slug": plan.slug})
        logs = [log_of(plan.slug), log_of(f"{plan.slug}/restricted")]
    return ActionDay.objects.create(
        slug=plan.slug,
        title=plan.title or "",
        coordinator=coordinator,
        log=logs[0],
        restricted_log=logs[1],
    )


def log_of(name: str) -> Log:
    """Return the log with this name; that of a day which was planned and deleted goes on."""
    host = settings.ALLOWED_HOSTS[0].strip(".*") or "actionday"
    return Log.objects.get_or_create(origin=f"{host}/{name}")[0]


def day_to_change(actor: Actor, plan: Plan) -> ActionDay:
    """Return the day, locked; refuse where nothing can be changed any more."""
    day = ActionDay.objects.select_for_update(no_key=True).get(slug=plan.slug)
    if day.coordinator_id != actor.unit:
        raise Refused(404, _("There is no such day for you."))
    if day.state in ENDED:
        raise Refused(409, _("The day is over: its plan stands as it was."))
    return day


def set_facts(day: ActionDay, plan: Plan) -> list[str]:
    """Put what was given into the day; return the names of what is different now."""
    given: dict[str, Any] = {name: getattr(plan, name) for name in TEXTS}
    given |= plan.times | {"four_eyes_percent": plan.four_eyes_percent}
    if plan.asked is not None:
        given["asked"] = sorted(set(plan.asked))
    changed = [name for name, value in given.items() if value not in (None, getattr(day, name))]
    if plan.dates is not None and plan.dates != (day.starts_on, day.ends_on):
        given |= {"starts_on": plan.dates[0], "ends_on": plan.dates[1]}
        changed += ["starts_on", "ends_on"]
    fixed = [name for name in changed if name in FIXED]
    if fixed and day.state != DayState.PLANNED:
        raise Refused(
            409,
            _("%(names)s: this stands as it was when the day was opened.")
            % {"names": ", ".join(fixed)},
        )
    for name in changed:
        setattr(day, name, given[name])
    return changed
