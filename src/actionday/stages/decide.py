"""Decide: the platform acknowledges and decides by its own terms; we only record it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.cases.models import Decision, Item, Referral
from actionday.cases.taxonomy import Outcome
from actionday.tenancy.acting import Actor, as_the_program

from . import Done


@dataclass(frozen=True, slots=True)
class Answer:
    """A platform's decision on one referral, as given; `outcome` is of `taxonomy.Outcome`."""

    referral: UUID
    outcome: str
    reason: str = ""
    terms_clause: str = ""
    automated: bool = False
    territories: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Receipt:
    """A platform's acknowledgement of one referral: whether it preserves the content."""

    referral: UUID
    preserved: bool


@dataclass(slots=True)
class Prepared:
    """Acknowledgements and decisions of one platform."""

    given: Sequence[Answer | Receipt]


def prepare(given: Sequence[Answer | Receipt]) -> Prepared:
    """Nothing is slow here."""
    return Prepared(given)


def write(actor: Actor, prepared: Prepared) -> Done:
    """Save what the platform says, referral by referral, and say of each what became of it."""
    referrals = {
        referral.id: referral
        for referral in Referral.objects.select_for_update(no_key=True, of=["self"])
        .select_related("item__day")
        .filter(platform=actor.platform, pk__in=[each.referral for each in prepared.given])
        .order_by("pk")
    }
    done = Done()
    done.answer = []
    for each in prepared.given:
        referral = referrals.get(each.referral)
        if referral is None:
            said = {"status": "refused", "error": _("No such referral was sent to you.")}
        elif isinstance(each, Receipt):
            said = acknowledge(done, referral, each)
        else:
            said = decide(done, actor, referral, each)
        done.answer.append({"referral": str(each.referral), **said})
    return done


def acknowledge(done: Done, referral: Referral, receipt: Receipt) -> dict[str, Any]:
    """Note that the platform has it; a second receipt changes nothing."""
    if referral.acknowledged_at is not None:
        return {"status": "unchanged"}
    referral.acknowledged_at, referral.preserved = timezone.now(), receipt.preserved
    if referral.state == "sent":
        referral.state = "acknowledged"
    referral.save(update_fields=["acknowledged_at", "preserved", "state"])
    item = referral.item
    done.tell(
        item.day.log_id,
        "referral.acknowledged",
        item.subject,
        private={"referral": str(referral.id), "preserved": receipt.preserved},
    )
    return {"status": "acknowledged"}


def decide(done: Done, actor: Actor, referral: Referral, answer: Answer) -> dict[str, Any]:
    """Save a decision; the same one again changes nothing, another one is a further decision."""
    if answer.outcome not in Outcome.values:
        return {
            "status": "refused",
            "error": _("%(outcome)s is not an outcome (%(known)s).")
            % {"outcome": answer.outcome, "known": ", ".join(Outcome.values)},
        }
    last = referral.decisions.last()
    if last is not None and same(last, answer):
        return {"status": "unchanged"}
    Decision.objects.create(
        referral=referral,
        outcome=answer.outcome,
        terms_clause=answer.terms_clause,
        reason=answer.reason,
        automated=answer.automated,
        territories=answer.territories,
        member_id=actor.member,
        at=timezone.now(),
    )
    referral.state = "decided"
    referral.save(update_fields=["state"])
    with as_the_program():  # the piece is the day's, not the platform's
        Item.objects.filter(pk=referral.item_id).update(state="decided")
    tell(done, actor, referral, answer)
    return {"status": "decided"}


def same(last: Decision, answer: Answer) -> bool:
    """Say whether a decision is the one that was given before."""
    return (last.outcome, last.terms_clause, last.reason, last.territories) == (
        answer.outcome,
        answer.terms_clause,
        answer.reason,
        answer.territories,
    )


def tell(done: Done, actor: Actor, referral: Referral, answer: Answer) -> None:
    """Add the decision's entry; then a look at the address is due."""
    item = referral.item
    done.tell(
        item.day.log_id,
        "decision.made",
        item.subject,
        outcome=answer.outcome,
        private={
            "referral": str(referral.id),
            "terms_clause": answer.terms_clause,
            "reason": answer.reason,
            "automated": answer.automated,
            "territories": answer.territories,
            "member": actor.member,
        },
    )
    done.move("decided", item.id, after_s=item.day.check_after_s)
