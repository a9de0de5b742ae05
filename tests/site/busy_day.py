"""A day in full swing: 40 finds on the stand-in platform, and pieces in every state."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from actionday import pipeline
from actionday.cases.models import ActionDay, Claim, Item, Referral, Terms
from actionday.cases.taxonomy import DayState, Observation
from actionday.edge import fetch
from actionday.ledger.models import Log
from actionday.rehearsal.world import plan as world_of
from actionday.stages import assess, capture, check, decide, intake, plan
from actionday.stages.assess import View
from actionday.stages.decide import Answer, Receipt
from actionday.stages.intake import Find
from actionday.tenancy.acting import THE_PROGRAM, acting_as
from actionday.tenancy.models import Platform, Role, Unit
from tests.people import CLAUSES, Person, give_leave, person
from tests.standin import work

NAMES = {"EUIRU": "Europol, EU IRU", "ES": "España", "FR": "France", "DE": "Deutschland"}
REASON = "Music and caption praise the attacker by name; no reporting, no distance."
UPHELD, LEFT_UP, ABSENT = "removed_terms", "no_action", "not_found"


@dataclass(frozen=True, slots=True)
class Busy:
    """The day and its people: Alice and Elena (ES), Bob (FR), Dora (DE), Cora who coordinates,
    Paula of Plaza; Charlie (DK) and Quentin (Hearth) have no part in it."""

    day: ActionDay
    people: dict[str, Person]


def fill(port: int, finds: int = 40) -> Busy:
    """Fill an empty database; Plaza listens on `port`, and `reach` has opened the way to it."""
    base = f"plaza.localhost:{port}"
    busy = begin(base)
    submit(busy, port, finds)
    work()
    judge_all(busy)
    work()
    answer(busy)
    look(busy)
    submit_late(busy, base)
    return busy


@contextmanager
def reach(port: int) -> Iterator[None]:
    """Let Plaza, which is on this machine, be fetched."""
    base = f"plaza.localhost:{port}"
    allow = [f"{name}=127.0.0.1:{port}" for name in (base, f"m.{base}")]
    os.environ["ACTIONDAY_FETCH_ALLOW"] = ",".join(allow)
    fetch.fetcher.cache_clear()
    try:
        yield
    finally:
        os.environ.pop("ACTIONDAY_FETCH_ALLOW")
        fetch.fetcher().close()
        fetch.fetcher.cache_clear()


def begin(base: str) -> Busy:
    """Make the units, the platforms, the people and an open day."""
    units = {
        code: Unit.objects.create(code=code, name=name, controller=f"Police of {name}")
        for code, name in NAMES.items()
    }
    away = Unit.objects.create(code="DK", name="Danmark", controller="Police of Danmark")
    plaza = Platform.objects.create(slug="plaza", name="Plaza", hosts=[base, f"m.{base}"])
    hearth = Platform.objects.create(slug="hearth", name="Hearth", hosts=["hearth.localhost"])
    day = ActionDay.objects.create(
        slug="busy", title="Glorification of attacks on video platforms",
        log=Log.objects.create(origin="tests.example/busy"),
        restricted_log=Log.objects.create(origin="tests.example/busy/restricted"),
        coordinator=units["EUIRU"],
        dispatch_after_s=0, check_after_s=3600,
    )  # fmt: skip
    accepted = {"accepted_at": timezone.now()}
    day.units.set(units.values(), through_defaults=accepted)
    day.platforms.set([plaza], through_defaults=accepted)
    day.initiators.set([units["ES"], units["EUIRU"]])
    Terms.objects.create(day=day, platform=plaza, sha256="0" * 64, clauses=CLAUSES)
    pipeline.step(plan, THE_PROGRAM, "busy", DayState.OPEN)
    day.refresh_from_db()
    investigator, coordinator = Role.INVESTIGATOR, Role.COORDINATOR
    people = {
        "alice": person("alice", investigator, units["ES"]),
        "elena": person("elena", investigator, units["ES"]),
        "bob": person("bob", investigator, units["FR"]),
        "dora": person("dora", investigator, units["DE"]),
        "cora": person("cora", coordinator, units["EUIRU"]),
        "charlie": person("charlie", investigator, away),
        "paula": person("paula", Role.PLATFORM_REVIEWER, platform=plaza),
        "quentin": person("quentin", Role.PLATFORM_REVIEWER, platform=hearth),
    }
    for name in ("alice", "bob", "dora", "cora"):
        give_leave(people[name], day)
    return Busy(day, people)


def submit(busy: Busy, port: int, finds: int) -> None:
    """Have the units submit what is on Plaza, and some of it twice."""
    urls = [(find.url(port), find) for find in world_of(1, 40, 3).finds[:finds]]
    finders = ["alice", "bob", "alice", "dora", "cora"]
    for n, name in enumerate(finders):
        rows = [Find(u, f.kind or "", f.language or "", f.note) for u, f in urls[n::5]]
        pipeline.step(intake, busy.people[name].actor, "busy", rows)


def submit_late(busy: Busy, base: str) -> None:
    """Leave some finds where trouble and waiting are: gone, unreadable, not captured yet."""
    elena = busy.people["elena"].actor
    bad = ["hostile/error", "hostile/text.mp4", "v/nothinghere"]
    pipeline.step(intake, elena, "busy", [Find(f"http://{base}/{path}") for path in bad])
    work()
    fail_for_good()
    fresh = [Find(f"http://{base}/v/late{n}00", "video", "es") for n in range(3)]
    pipeline.step(intake, elena, "busy", fresh)


def fail_for_good() -> None:
    """Bring what waits for another try of its capture to its last one."""
    for pk in Item.objects.filter(state="submitted").values_list("pk", flat=True):
        pipeline.step(capture, THE_PROGRAM, pk, True)


def judge_all(busy: Busy) -> None:
    """Give views: agreement mostly, a third view where two differ, and some pieces still wait."""
    for n, item in enumerate(Item.objects.filter(state="matched").order_by("canonical_url")):
        if n % 6 == 5:
            continue
        give(busy.people["alice"], item, "do_not_refer" if n % 7 == 3 else "refer", n)
        if n % 11 == 4:
            continue
        second = "do_not_refer" if n % 7 in (3, 6) else "refer"
        give(busy.people["bob"], item, second, n)
        if n % 7 == 6 and n % 2 == 0:
            give(busy.people["dora"], item, "unsure", n)


def give(who: Person, item: Item, verdict: str, n: int) -> None:
    """Give one view, as if the piece had been claimed."""
    seat = Item.objects.get(pk=item.pk).seat
    until = timezone.now() + timedelta(minutes=10)
    Claim.objects.create(item=item, seat=seat, member=who.member, expires_at=until)
    refer = verdict == "refer"
    view = View(
        verdict=verdict,
        ideology=("jihadist", "right_wing", "separatist")[n % 3],
        reason=REASON if refer else "A news report that keeps its distance.",
        purpose_claimed="journalism" if not refer else "none",
        purpose_true="journalism" if verdict == "do_not_refer" else "none",
        grounds=["incites"] if refer else [],
        terms_clause="4.2" if refer else "",
        seat=seat,
    )
    pipeline.step(assess, who.actor, item.pk, view)


def answer(busy: Busy) -> None:
    """Have Plaza acknowledge most referrals and decide many of them."""
    paula = busy.people["paula"].actor
    sent = list(Referral.objects.order_by("item__canonical_url"))
    pipeline.step(decide, paula, [Receipt(each.pk, True) for each in sent[3:]])
    outcomes = [UPHELD, UPHELD, LEFT_UP, UPHELD, ABSENT, UPHELD]
    for n, each in enumerate(sent[6:]):
        said = Answer(each.pk, outcomes[n % 6], "Reviewed against our terms.", "4.2")
        pipeline.step(decide, paula, [said])


def look(busy: Busy) -> None:
    """See most of what was upheld gone."""
    upheld = Item.objects.filter(referral__decisions__outcome=UPHELD).order_by("canonical_url")
    for n, item in enumerate(upheld):
        seen = Observation.LIVE if n % 5 == 4 else Observation.GONE
        with acting_as(THE_PROGRAM):
            pipeline.commit(check.write(THE_PROGRAM, check.Prepared(item.pk, seen, "HTTP 404")))
