"""What wants a person on a day, most urgent first; each with the key that leads there."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionday.cases.models import ActionDay, Claim, Conflict, Escalation, Hold
from actionday.publication.words import wait
from actionday.tenancy.models import Member

from .access import coordinates, has_desk, judges
from .standing import Standing
from .standstill import settled_by_me

SLOW = timedelta(minutes=3)
"""A find that waits longer than this for capture says that nothing is working on it."""

SOON = timedelta(minutes=30)
"""Before a hold ends by itself, its unit and the coordinator are warned so early."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a person has to do: what, why now, where, and the key that goes there."""

    what: str
    why: str
    where: str
    key: str
    look_here: bool = True
    threat: bool = False


def needs(member: Member, day: ActionDay, standing: Standing) -> list[Need]:
    """Return what wants a person, most urgent first."""
    found = [*desk_needs(member, day), *stuck(day, standing), *troubles(day, standing)]
    return found + (own_work(member, day, standing) if judges(member) else [])


def desk_needs(member: Member, day: ActionDay) -> list[Need]:
    """Return what waits on the coordinator's desk, and what of the unit's own holds ends soon."""
    runs = coordinates(member, day)
    found = alarms(day) if runs else []
    return found + (conflicts(day) if has_desk(member) else []) + endings(member, day, runs)


def alarms(day: ActionDay) -> list[Need]:
    """Return the threats to life that nobody has taken."""
    open_ = Escalation.objects.filter(item__day=day, taken_at=None).select_related("unit")
    where = reverse("desk", args=[day.slug])
    return [
        Need(
            _("Threat to life, raised by %(unit)s") % {"unit": each.unit.code},
            _("%(time)s ago · nobody has taken it")
            % {"time": wait((timezone.now() - each.raised_at).total_seconds())},
            where,
            "T" if nth == 0 else "",
            threat=True,
        )
        for nth, each in enumerate(open_.order_by("raised_at"))
    ]


def conflicts(day: ActionDay) -> list[Need]:
    """Return that conflicts wait for the member, and when the first one is due."""
    mine = settled_by_me(day)
    due = Conflict.objects.filter(pk__in=mine).order_by("due_at").values_list("due_at", flat=True)
    if not mine:
        return []
    n = len(mine)
    words = ngettext("A conflict waits for you", "%(n)s conflicts wait for you", n)
    return [Need(counted(words, n), time_left(due[0]), reverse("desk", args=[day.slug]), "D")]


def time_left(due: datetime) -> str:
    """Return in words when something is due."""
    left = (due - timezone.now()).total_seconds()
    if left < 0:
        return _("overdue for %(time)s") % {"time": wait(-left)}
    return _("due in %(time)s") % {"time": wait(left)}


def endings(member: Member, day: ActionDay, runs: bool) -> list[Need]:
    """Return that holds end soon: the unit's own, or all of the day to its coordinator."""
    now = timezone.now()
    soon = Hold.objects.filter(item__day=day, ended_at=None, until__gt=now, until__lte=now + SOON)
    mine = soon if runs else soon.filter(unit=member.unit_id)
    first = mine.order_by("until").values_list("until", flat=True).first()
    if first is None:
        return []
    n = mine.count()
    words = ngettext("A hold ends soon", "%(n)s holds end soon", n)
    why = _("the first in %(time)s; then the piece goes on by itself") % {
        "time": wait((first - now).total_seconds())
    }
    where = reverse("desk" if runs else "holds", args=[day.slug])
    return [Need(counted(words, n), why, where, "H")]


def stuck(day: ActionDay, standing: Standing) -> list[Need]:
    """Return a need where finds wait and nobody captures them."""
    oldest = standing.oldest.get("submitted")
    if oldest is None or standing.at - oldest < SLOW:
        return []
    n = standing.states["submitted"]
    waited = wait((standing.at - oldest).total_seconds())
    return [
        Need(
            counted(ngettext("A find waits for capture", "%(n)s finds wait for capture", n), n),
            _("the oldest for %(time)s: is a worker running?") % {"time": waited},
            pieces_in(day, "state=submitted"),
            "4",
        )
    ]


def troubles(day: ActionDay, standing: Standing) -> list[Need]:
    """Return the needs that pieces in trouble make."""
    failed, undecided = standing.states["uncaptured"], standing.states["undecided"]
    found = []
    if failed:
        words = ngettext("A piece was not captured", "%(n)s pieces were not captured", failed)
        why = _("try again, or supply the media")
        found.append(Need(counted(words, failed), why, pieces_in(day, "state=uncaptured"), "1"))
    if standing.unreadable:
        n = standing.unreadable
        words = ngettext("A piece is in trouble", "%(n)s pieces are in trouble", n)
        why = _("media did not open, or a step failed: each says what")
        found.append(Need(counted(words, n), why, pieces_in(day, "trouble=media"), "2"))
    if undecided:
        words = ngettext("A piece is undecided", "%(n)s pieces are undecided", undecided)
        why = _("its views did not settle it")
        found.append(Need(counted(words, undecided), why, pieces_in(day, "state=undecided"), "3"))
    return found


def own_work(member: Member, day: ActionDay, standing: Standing) -> list[Need]:
    """Return the piece that is the member's own now, or that pieces wait for a view."""
    mine = Claim.objects.filter(member=member, item__day=day, expires_at__gt=timezone.now())
    where = reverse("judge", args=[day.slug])
    if held := mine.first():
        left = wait((held.expires_at - timezone.now()).total_seconds())
        return [Need(_("A piece is yours"), _("for %(time)s more") % {"time": left}, where, "J")]
    if not standing.waiting:
        return []
    words = ngettext("A piece waits for a view", "%(n)s pieces wait for a view", standing.waiting)
    why = _("yours are those that you have not judged")
    return [Need(counted(words, standing.waiting), why, where, "J", look_here=False)]


def counted(words: str, n: int) -> str:
    """Return words with their number."""
    return words % {"n": number_format(n)}


def pieces_in(day: ActionDay, query: str) -> str:
    """Return the address of the day's pieces, filtered."""
    return f"{reverse('pieces', args=[day.slug])}?{query}"
