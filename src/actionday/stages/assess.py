"""Assess: people look, twice and blind; a third decides where two differ."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.cases.held import held_of
from actionday.cases.models import (
    ActionDay,
    Assessment,
    Claim,
    Escalation,
    Item,
)
from actionday.cases.paused import pause_of
from actionday.cases.queue import clause_numbers, lease_next, lock_family
from actionday.cases.taxonomy import (
    EXEMPT,
    Asked,
    Ideology,
    Purpose,
    Seat,
    Settlement,
    Verdict,
)
from actionday.tenancy.acting import Actor, as_the_program

from . import Done, Refused, member_of, unit_of

SEATS_AFTER = {Seat.FIRST: Seat.SECOND, Seat.SECOND: Seat.THIRD}


def claim(actor: Actor, day: ActionDay) -> Claim | None:
    """Lease the next piece to the acting member, or return the one they already have."""
    check_not_paused(actor, day.pk)
    return lease_next(day.pk, timezone.now() + timedelta(seconds=day.lease_s))


def check_not_paused(actor: Actor, day: int) -> None:
    """Refuse whoever's unit the coordinator has paused."""
    why = pause_of(day, actor.unit)
    if why is not None:
        raise Refused(
            409,
            _("Your unit is paused on this day: %(why)s Nothing is lost; ask the coordinator.")
            % {"why": why},
        )


@dataclass(frozen=True, slots=True)
class View:
    """One person's view of one piece, as given."""

    verdict: str
    ideology: str
    reason: str
    purpose_claimed: str
    purpose_true: str
    grounds: list[str] = field(default_factory=list)
    refers_to: list[str] = field(default_factory=list)
    terms_clause: str = ""
    seat: str = ""
    language: str = ""


@dataclass(slots=True)
class Prepared:
    """A view of an item."""

    item: UUID
    view: View


def prepare(item: UUID, view: View) -> Prepared:
    """Check the view by itself."""
    if not view.reason.strip():
        raise Refused(422, _("A reason in words is missing: say why, in your own words."))
    if view.verdict == Verdict.REFER:
        check_referable(view)
    return Prepared(item, view)


def check_referable(view: View) -> None:
    """Refuse a referral that lacks its ground or its clause, or whose true purpose exempts it."""
    if view.purpose_true != Purpose.NONE:
        raise Refused(
            422, _("The true purpose is exempt or in doubt: the verdict then is do not refer.")
        )
    if not view.grounds:
        raise Refused(422, _("A referral needs at least one ground."))
    if not view.terms_clause:
        raise Refused(422, _("A referral needs the clause of the platform's terms that it breaks."))


def write(actor: Actor, prepared: Prepared) -> Done:
    """Save the view in its seat; settle the piece when enough is said."""
    item = (
        Item.objects.select_for_update(no_key=True, of=["self"])
        .select_related("day")
        .filter(pk=prepared.item)
        .first()
    )
    if item is None:
        raise Refused(404, _("There is no such piece."))
    check_not_paused(actor, item.day_id)
    check_asked(item, prepared.view)
    check_not_held(item)
    views = views_of(item)
    take_seat(actor, item, prepared.view, views)
    assessment = save(actor, item, prepared.view)
    done = Done()
    tell(done, item, assessment)
    if assessment.verdict == Verdict.ESCALATE:
        raise_alarm(done, item, assessment)
    settle(done, item, [*views, assessment])
    item.save(
        update_fields=[
            *("seat", "state", "settled_at", "ideology", "ground", "exemption", "language")
        ]
    )
    done.answer = {
        "item": str(item.id),
        "seat": assessment.seat,
        "verdict": assessment.verdict,
        "state": item.state,
    }
    return done


def views_of(item: Item) -> list[Assessment]:
    """Return the views given so far, which whoever gives the next one may not see."""
    if item.seat == Seat.FIRST:
        return []
    with as_the_program():
        return list(item.assessments.all())


def check_not_held(item: Item) -> None:
    """Refuse a view of a piece that somebody holds."""
    if held_of([item.pk]):
        raise Refused(
            409,
            _("This piece is held: an investigation is going on, so nobody judges it now."),
        )


def check_asked(item: Item, view: View) -> None:
    """Refuse a view that does not say what the day asks of one; a referral has to say it all."""
    asked = set(item.day.asked)
    lacks = {
        Asked.IDEOLOGY: not view.ideology,
        Asked.REFERS_TO: view.verdict == Verdict.REFER and not any(view.refers_to),
        Asked.LANGUAGE: not (view.language or item.language),
    }
    for name, missing in lacks.items():
        if missing and name in asked:
            raise Refused(
                422,
                _("%(field)s: this day asks for %(what)s.")
                % {"field": name.value, "what": name.label},
            )
    if view.language:
        item.language = view.language


def take_seat(actor: Actor, item: Item, view: View, views: list[Assessment]) -> None:
    """Give the lease back; refuse a view that is not wanted, or not theirs to give now."""
    if not item.seat:
        raise Refused(
            409, _("No view is wanted of this piece now (%(state)s).") % {"state": item.state}
        )
    if view.seat and view.seat != item.seat:
        raise Refused(
            412,
            _("This piece has moved on: somebody else gave the %(seat)s view.")
            % {"seat": view.seat},
        )
    if any(each.member_id == actor.member for each in views):
        raise Refused(409, _("You have given your view of this piece already."))
    if not Claim.objects.filter(item=item, member=actor.member).delete()[0]:
        raise Refused(409, _("This piece is not yours now: claim the next one first."))
    if view.terms_clause:
        check_clause(item, view.terms_clause)


def check_clause(item: Item, clause: str) -> None:
    """Refuse a clause that is not in the day's snapshot of the platform's terms."""
    known = clause_numbers(item.day_id, item.platform_id)
    if clause not in known:
        raise Refused(
            422,
            _("Clause %(clause)s is not in the terms as they stood (%(known)s).")
            % {"clause": clause, "known": ", ".join(sorted(known))},
        )


def save(actor: Actor, item: Item, view: View) -> Assessment:
    """Save the view."""
    return Assessment.objects.create(
        item=item,
        seat=item.seat,
        member_id=member_of(actor),
        unit_id=unit_of(actor),
        verdict=view.verdict,
        grounds=sorted(set(view.grounds)),
        ideology=view.ideology or Ideology.NONE,
        refers_to=view.refers_to,
        terms_clause=view.terms_clause,
        purpose_claimed=view.purpose_claimed,
        purpose_true=view.purpose_true,
        reason=view.reason,
        at=timezone.now(),
    )


def raise_alarm(done: Done, item: Item, assessment: Assessment) -> None:
    """Put the piece on top of the coordinator's desk: somebody sees a threat to life in it."""
    raised = {"unit_id": assessment.unit_id, "raised_by_id": assessment.member_id}
    with as_the_program():
        _alarm, new = Escalation.objects.get_or_create(item=item, defaults=raised)
    if new:
        done.tell_apart(item.day, "escalation.raised", item.subject, unit=assessment.unit_id)


def exemption(assessment: Assessment) -> str | None:
    """Return the exempt purpose that the assessor found to be the true one."""
    return assessment.purpose_true if assessment.purpose_true in EXEMPT else None


def tell(done: Done, item: Item, assessment: Assessment) -> None:
    """Add the assessment's entry."""
    done.tell(
        item.day.log_id,
        "assessment.made",
        item.subject,
        seat=assessment.seat,
        verdict=assessment.verdict,
        exemption=exemption(assessment),
        **({"language": item.language} if Asked.LANGUAGE in item.day.asked else {}),
        private={
            "member": assessment.member_id,
            "unit": assessment.unit_id,
            "grounds": assessment.grounds,
            "ideology": assessment.ideology,
            "refers_to": assessment.refers_to,
            "terms_clause": assessment.terms_clause,
            "purpose": {"claimed": assessment.purpose_claimed, "true": assessment.purpose_true},
            "reason": assessment.reason,
        },
    )


def settle(done: Done, item: Item, views: list[Assessment]) -> None:
    """Ask for a further view, or say what becomes of the piece."""
    deciding = decide({each.seat: each for each in views}, is_drawn(item))
    if deciding is None:
        item.seat = SEATS_AFTER[Seat(item.seat)]
        return
    settlement = {
        Verdict.REFER: Settlement.REFERRED,
        Verdict.DO_NOT_REFER: Settlement.NOT_REFERRED,
    }.get(Verdict(deciding.verdict), Settlement.UNDECIDED)
    item.seat, item.state, item.settled_at = "", settlement, timezone.now()
    item.ideology, item.ground = deciding.ideology, deciding.grounds
    item.exemption = exemption(deciding) or "" if settlement == Settlement.NOT_REFERRED else ""
    done.tell(
        item.day.log_id,
        "item.settled",
        item.subject,
        verdict=settlement.value,
        exemption=item.exemption or None,
        ground=item.ground,
        ideology=item.ideology,
        private={"deciding_seat": deciding.seat},
    )
    gather(done, item)


def gather(done: Done, item: Item) -> None:
    """Have the copies of a family sent together: when none of them wants a view any more.

    The family's row is locked, so of two who settle its last copies at once the later one sees it.
    A copy that nobody judges holds the others up for `sending.GATHER_S` at most.
    """
    assert item.family_id is not None  # a piece wants a view once it is matched
    copies = Item.objects.filter(family=item.family_id).exclude(pk=item.pk)
    if copies.exists():
        lock_family(item.family_id)
        if copies.exclude(seat="").exists():
            return
    ready = [item.pk] if item.state == Settlement.REFERRED else []
    ready += copies.filter(state=Settlement.REFERRED).values_list("pk", flat=True)
    for each in ready:
        done.move("ready", each, after_s=item.day.dispatch_after_s)


def is_drawn(item: Item) -> bool:
    """Say whether a second person has to look: drawn by the item's subject, which nobody chose."""
    return int(item.subject[:8], 16) % 100 < item.day.four_eyes_percent


def decide(views: dict[str, Assessment], drawn: bool = True) -> Assessment | None:
    """Return the view that settles: the third, or the second where it agrees with the first.

    The first alone settles a piece that was not drawn for a second view, if it is plain.
    """
    if Seat.THIRD in views:
        return views[Seat.THIRD]
    first, second = views.get(Seat.FIRST), views.get(Seat.SECOND)
    plain = (Verdict.REFER, Verdict.DO_NOT_REFER)
    if first and not second and not drawn and first.verdict in plain:
        return first
    if first and second and first.verdict == second.verdict and second.verdict in plain:
        return second
    return None
