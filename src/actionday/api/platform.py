"""The calls of platforms: pull referrals, acknowledge, decide."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from actionday.cases.models import Referral
from actionday.stages import Refused, decide
from actionday.stages.decide import Answer, Receipt
from actionday.tenancy.acting import acting_as
from actionday.tenancy.models import Scope

from .auth import caller_of, needs
from .calls import do
from .shapes import AcknowledgementIn, DecisionIn, DecisionsIn, ReceiptsIn

router = Router()
PAGE = 1000


@router.get("/referrals")
@needs(Scope.PLATFORM)
def referrals(
    request: HttpRequest,
    state: str = "",
    cursor: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=PAGE)] = 100,
) -> dict[str, object]:
    """List the referrals that were sent to the calling platform, a page at a time."""
    caller = caller_of(request)
    with acting_as(caller.actor):
        rows = Referral.objects.filter(platform=caller.actor.platform)
        if state:
            rows = rows.filter(state=state)
        if cursor:
            rows = rows.filter(pk__gt=cursor)
        page = list(rows.select_related("item", "packet").order_by("pk")[: limit + 1])
    more = len(page) > limit
    return {
        "referrals": [describe(referral) for referral in page[:limit]],
        "cursor": str(page[limit - 1].pk) if more else None,
    }


def describe(referral: Referral) -> dict[str, object]:
    """Return what a platform is told of a referral: never who found it, nor internal notes."""
    item = referral.item
    return {
        "id": str(referral.pk),
        "packet": referral.packet_id,
        "instrument": referral.packet.instrument,
        "url": item.canonical_url,
        "kind": item.kind,
        "language": item.language,
        "ground": item.ground,
        "terms_clause": referral.terms_clause,
        "reason": referral.reason,
        "state": referral.state,
        "sent_at": referral.packet.sent_at.isoformat(),
    }


def one(results: Any) -> dict[str, object]:
    """Return the single result, or its refusal as a problem."""
    result: dict[str, object] = results[0]
    if result["status"] == "refused":
        raise Refused(int(str(result.get("code", 404))), str(result["error"]))
    return result


@router.post("/referrals/{referral}/acknowledgement")
@needs(Scope.PLATFORM)
def acknowledgement(request: HttpRequest, referral: UUID, body: AcknowledgementIn) -> object:
    """Confirm that a referral has come."""
    return one(do(request, decide, [Receipt(referral, body.preserved)]))


@router.post("/acknowledgements")
@needs(Scope.PLATFORM)
def acknowledgements(request: HttpRequest, body: ReceiptsIn) -> dict[str, object]:
    """Confirm that many referrals have come."""
    receipts = [Receipt(each.referral, each.preserved) for each in body.acknowledgements]
    return {"results": do(request, decide, receipts)}


@router.post("/referrals/{referral}/decision")
@needs(Scope.PLATFORM)
def decision(request: HttpRequest, referral: UUID, body: DecisionIn) -> object:
    """Decide on a referral."""
    return one(do(request, decide, [answer(referral, body)]))


@router.post("/decisions")
@needs(Scope.PLATFORM)
def decisions(request: HttpRequest, body: DecisionsIn) -> dict[str, object]:
    """Decide on many referrals."""
    return {
        "results": do(request, decide, [answer(each.referral, each) for each in body.decisions])
    }


def answer(referral: UUID, body: DecisionIn) -> Answer:
    """Return the stage's form of a decision."""
    return Answer(
        referral=referral,
        outcome=body.outcome,
        reason=body.reason,
        terms_clause=body.terms_clause,
        automated=body.automated,
        territories=list(body.territories),
    )
