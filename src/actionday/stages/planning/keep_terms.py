"""Keep the terms: a platform's terms of service as they stand, as a snapshot with its hash."""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from actionday.cases.clauses import Unreadable, read_clauses
from actionday.cases.models import ActionDay, Terms
from actionday.cases.parts import facts
from actionday.cases.taxonomy import DayState
from actionday.edge.fetch import FetchError, fetcher
from actionday.edge.lines import lines_of
from actionday.ledger import canonical
from actionday.stages import Done, Refused
from actionday.tenancy.acting import Actor

from . import ENDED, amend, tell

LIMIT = 2 * 2**20


@dataclass(frozen=True, slots=True)
class Prepared:
    """The clauses of a platform's terms, and where they were read."""

    day: str
    platform: str
    clauses: list[dict[str, str]]
    source: str


def prepare(day: str, platform: str, text: str = "", url: str = "") -> Prepared:
    """Read the clauses out of what was pasted, or of the platform's own page."""
    try:
        return Prepared(day, platform, read_clauses(text or fetched(url)), url)
    except Unreadable as error:
        raise Refused(422, str(error)) from error


def fetched(url: str) -> str:
    """Return the text of the platform's page."""
    if not url:
        raise Refused(422, _("Nothing was given: paste the terms, or give their address."))
    try:
        answer = fetcher().get(url, limit=LIMIT)
    except FetchError as error:
        raise Refused(422, _("%(url)s: %(why)s") % {"url": url, "why": error}) from error
    if answer.status != 200 or answer.body is None:
        raise Refused(
            422, _("%(url)s answered %(status)s.") % {"url": url, "status": answer.status}
        )
    return lines_of(answer.body, answer.content_type)


def write(actor: Actor, prepared: Prepared) -> Done:
    """Save the snapshot; once the day has opened, the terms that it judges by stand."""
    day = ActionDay.objects.select_for_update(no_key=True).get(slug=prepared.day)
    part = day.platform_parts.filter(platform__slug=prepared.platform).first()
    if part is None:
        raise Refused(404, _("This platform is not invited to the day."))
    before = facts(day)
    known = day.terms.filter(platform=part.platform_id).first()
    if day.state in ENDED or (known and day.state != DayState.PLANNED):
        raise Refused(409, _("The day judges by these terms: they stand as they were."))
    digest = hashlib.sha256(canonical.encode(prepared.clauses)).hexdigest()
    new = {"clauses": prepared.clauses, "sha256": digest}
    if known is not None:
        known.delete()  # the snapshot tells when it was taken
    Terms.objects.create(day=day, platform_id=part.platform_id, **new)
    done = Done(answer={"platform": prepared.platform, "sha256": digest, **counted(prepared)})
    facts_ = {"platform": prepared.platform, "sha256": digest, "source": prepared.source}
    tell(done, day, "terms.kept", actor, **facts_)
    amend(done, day, before)
    return done


def counted(prepared: Prepared) -> dict[str, int]:
    """Return how many clauses there are."""
    return {"clauses": len(prepared.clauses)}
