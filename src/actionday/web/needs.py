"""What wants a person on a day, most urgent first; each with the key that leads there."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionday.cases.models import ActionDay, Claim
from actionday.publication.words import wait
from actionday.tenancy.models import Member

from .access import judges
from .standing import Standing

SLOW = timedelta(minutes=3)
"""A find that waits longer than this for capture says that nothing is working on it."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a person has to do: what, why now, where, and the key that goes there."""

    what: str
    why: str
    where: str
    key: str
    look_here: bool = True


def needs(member: Member, day: ActionDay, standing: Standing) -> list[Need]:
    """Return what wants a person, most urgent first."""
    found = [*stuck(day, standing), *troubles(day, standing)]
    return found + (own_work(member, day, standing) if judges(member) else [])


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
