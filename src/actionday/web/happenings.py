"""What the ledger tells, in plain words and without persons: who did what, and when.

A verdict before settlement is never said: the next view has to be blind.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionday.cases.models import ActionDay, Item, Packet
from actionday.cases.taxonomy import GONE, UPHELD, Observation, Outcome
from actionday.ledger.models import Entry
from actionday.tenancy.acting import as_the_program
from actionday.tenancy.models import Member, Unit

SILENT = ("item.fingerprinted", "item.matched")  # on a board: they come with every capture
FACETS = ("status", "unit", "platform", "seat", "verdict", "outcome", "observation", "packet")
OF_UNITS = ("item.submitted", "assessment.made")
READ, SHOWN = 120, 9


@dataclass(slots=True)
class Happening:
    """One thing that happened, `count` times in a row; `who` is a unit or platform, or empty."""

    index: int
    time: datetime
    event: str
    who: str
    facts: Mapping[str, str | None]
    count: int = 1

    @property
    def words(self) -> str:
        """Return the sentence without its subject: "submitted 3 new pieces"."""
        return say(self.event, self.facts, self.count)


def latest(day: ActionDay) -> list[Happening]:
    """Return the last things that happened on a day, newest first, runs of the same as one."""
    entries = Entry.objects.filter(log=day.log_id).exclude(event__in=SILENT)
    told: list[Happening] = []
    for each in read(entries.order_by("-index")[:READ]):
        if told and said_once(told[-1]) == said_once(each):
            told[-1].count += 1
        elif len(told) == SHOWN:
            break
        else:
            told.append(each)
    return told


def said_once(happening: Happening) -> tuple[str, str, str]:
    """Return what two happenings share if they can be told as one."""
    return happening.event, happening.who, say(happening.event, happening.facts, 1)


def history(item: Item, member: Member) -> list[Happening]:
    """Return all that happened to one piece, oldest first.

    Of other units it names the lead one alone: who else found or judged it is not the reader's.
    """
    entries = Entry.objects.filter(log=item.day.log_id, subject=item.subject)
    told = read(entries.order_by("index"))
    named = {item.lead_unit.code, member.unit.code if member.unit else ""}
    for each in told:
        if each.event in OF_UNITS and each.who not in named:
            each.who = ""
    return told


def read(entries: QuerySet[Entry]) -> list[Happening]:
    """Read entries with the facets that words need; of `private` only which unit assessed.

    The program reads: entries hold more than what is said of them.
    """
    with as_the_program():
        return tell(entries)


def tell(entries: QuerySet[Entry]) -> list[Happening]:
    """Return what the entries say."""
    paths = [f"fields__{name}__value" for name in FACETS]
    values = entries.values_list(
        "index", "time", "event", "subject", "fields__private__value__unit", *paths
    )
    rows = list(values)
    units = {str(pk): code for pk, code in Unit.objects.values_list("pk", "code")}
    hosts = platforms_of({row[3] for row in rows})
    senders = senders_of({row[-1] for row in rows if row[-1]})
    happened = []
    for index, time, event, subject, unit, *facets in rows:
        facts = dict(zip(FACETS, facets, strict=True))
        who = who_did(event, facts, units.get(str(unit), ""), hosts.get(subject, ""), senders)
        happened.append(Happening(index, time, event, who, facts))
    return happened


def platforms_of(subjects: Iterable[str]) -> dict[str, str]:
    """Return the name of each piece's platform."""
    known = Item.objects.filter(subject__in=subjects, platform__isnull=False)
    return dict(known.values_list("subject", "platform__name"))


def senders_of(packets: Iterable[str]) -> dict[str, str]:
    """Return the code of each packet's unit."""
    return dict(Packet.objects.filter(pk__in=packets).values_list("pk", "unit__code"))


def who_did(
    event: str, facts: Mapping[str, Any], assessor: str, host: str, senders: Mapping[str, str]
) -> str:
    """Return who acted: a unit, the platform, or nobody (the program)."""
    if event == "item.submitted":
        return facts["unit"] or ""
    if event == "assessment.made":
        return assessor
    if event == "referral.sent":
        return senders.get(facts["packet"] or "", "")
    if event in ("referral.acknowledged", "decision.made"):
        return host
    return ""


def say(event: str, facts: Mapping[str, str | None], n: int) -> str:
    """Return an event that came `n` times as words; one that has none yet keeps its name."""
    if event in TELLERS:
        return TELLERS[event](facts, n)
    return SIMPLE[event](n) % {"n": n} if event in SIMPLE else event


SIMPLE: dict[str, Callable[[int], str]] = {
    "day.opened": lambda n: _("the day was opened"),
    "day.closed": lambda n: _("the day was closed"),
    "day.published": lambda n: _("the day was published"),
    "day.amended": lambda n: _("who takes part has changed"),
    "plan.changed": lambda n: _("the plan was changed"),
    "terms.kept": lambda n: _("a platform's terms were kept"),
    "unit.invited": lambda n: ngettext("a unit was invited", "%(n)s units were invited", n),
    "unit.accepted": lambda n: ngettext("a unit accepted", "%(n)s units accepted", n),
    "unit.declined": lambda n: ngettext("a unit declined", "%(n)s units declined", n),
    "platform.invited": lambda n: ngettext(
        "a platform was invited", "%(n)s platforms were invited", n
    ),
    "platform.accepted": lambda n: ngettext("a platform accepted", "%(n)s platforms accepted", n),
    "platform.declined": lambda n: ngettext("a platform declined", "%(n)s platforms declined", n),
    "item.captured": lambda n: ngettext("captured a piece", "captured %(n)s pieces", n),
    "item.uncaptured": lambda n: ngettext(
        "a piece could not be captured", "%(n)s pieces could not be captured", n
    ),
    "unit.paused": lambda n: ngettext("a unit was paused", "%(n)s units were paused", n),
    "unit.resumed": lambda n: ngettext("a unit goes on", "%(n)s units go on", n),
    "platform.paused": lambda n: ngettext(
        "sending to a platform was paused", "sending to %(n)s platforms was paused", n
    ),
    "platform.resumed": lambda n: ngettext(
        "sending to a platform goes on", "sending to %(n)s platforms goes on", n
    ),
    "capture.retried": lambda n: ngettext(
        "a capture is tried again", "%(n)s captures are tried again", n
    ),
    "item.fingerprinted": lambda n: ngettext("fingerprinted", "fingerprinted %(n)s pieces", n),
    "item.matched": lambda n: ngettext(
        "compared with all that is known", "compared %(n)s pieces with all that is known", n
    ),
    "item.merged": lambda n: ngettext(
        "a short link led to a known piece", "%(n)s short links led to known pieces", n
    ),
    "family.merged": lambda n: ngettext(
        "two families became one", "%(n)s families were joined to others", n
    ),
    "family.split": lambda n: ngettext(
        "a person took a piece out of its family",
        "people took %(n)s pieces out of their families",
        n,
    ),
    "family.joined": lambda n: ngettext(
        "a person put a piece to a family", "people put %(n)s pieces to families", n
    ),
    "referral.acknowledged": lambda n: ngettext(
        "confirmed receipt", "confirmed receipt of %(n)s pieces", n
    ),
    "referral.withdrawn": lambda n: ngettext(
        "a referral was withdrawn", "%(n)s referrals were withdrawn", n
    ),
    "complaint.filed": lambda n: ngettext("a complaint came", "%(n)s complaints came", n),
    "complaint.decided": lambda n: ngettext(
        "a complaint was decided", "%(n)s complaints were decided", n
    ),
}


def submitted(facts: Mapping[str, str | None], n: int) -> str:
    """Say that finds came in, new or known."""
    if facts["status"] == "new":
        return ngettext("found a new piece", "found %(n)s new pieces", n) % {"n": n}
    return ngettext("found a known piece", "found %(n)s known pieces", n) % {"n": n}


def assessed(facts: Mapping[str, str | None], n: int) -> str:
    """Say that views were given, never which."""
    words = {
        "first": ngettext("gave a first view", "gave %(n)s first views", n),
        "second": ngettext("gave a second view", "gave %(n)s second views", n),
        "third": ngettext("gave a third view", "gave %(n)s third views", n),
    }
    return words.get(facts["seat"] or "", ngettext("gave a view", "gave %(n)s views", n)) % {"n": n}


def settled(facts: Mapping[str, str | None], n: int) -> str:
    """Say what became of pieces."""
    words = {
        "referred": ngettext("a piece is to be referred", "%(n)s pieces are to be referred", n),
        "not_referred": ngettext("a piece is not referred", "%(n)s pieces are not referred", n),
    }
    open_ = ngettext("a piece stays undecided", "%(n)s pieces stay undecided", n)
    return words.get(facts["verdict"] or "", open_) % {"n": n}


def sent(facts: Mapping[str, str | None], n: int) -> str:
    """Say that a piece, or the copies of a family, went to a platform."""
    given = {"n": n, "platform": (facts["platform"] or "").title()}
    return (
        ngettext("referred a piece to %(platform)s", "referred %(n)s pieces to %(platform)s", n)
        % given
    )


def decided(facts: Mapping[str, str | None], n: int) -> str:
    """Say what a platform decided."""
    outcome = facts["outcome"] or ""
    if outcome in UPHELD:
        words = ngettext("upheld a piece", "upheld %(n)s pieces", n)
    elif outcome == Outcome.NO_ACTION:
        words = ngettext("left a piece up", "left %(n)s pieces up", n)
    else:
        words = ngettext("answered on a piece", "answered on %(n)s pieces", n)
    known = Outcome(outcome).label if outcome in Outcome.values else outcome
    return (words if outcome == Outcome.NO_ACTION else f"{words}: {known}") % {"n": n}


def looked(facts: Mapping[str, str | None], n: int) -> str:
    """Say what was seen at the address."""
    seen = facts["observation"] or ""
    if seen in GONE:
        return ngettext("a piece was seen gone", "%(n)s pieces were seen gone", n) % {"n": n}
    if seen == Observation.LIVE:
        words = ngettext("a piece was still there", "%(n)s pieces were still there", n)
        return words % {"n": n}
    words = ngettext("a look did not tell", "%(n)s looks did not tell", n)
    known = Observation(seen).label if seen in Observation.values else seen
    return f"{words}: {known}" % {"n": n}


TELLERS: dict[str, Callable[[Mapping[str, str | None], int], str]] = {
    "item.submitted": submitted,
    "assessment.made": assessed,
    "item.settled": settled,
    "referral.sent": sent,
    "decision.made": decided,
    "availability.checked": looked,
}
