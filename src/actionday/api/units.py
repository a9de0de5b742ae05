"""The calls of units: submit, upload, claim, assess."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Router
from ninja.files import UploadedFile

from actionday.cases.models import Claim, Item, Resemblance
from actionday.cases.queue import seen_of
from actionday.stages import Refused, approve, assess, intake, supply
from actionday.stages.report import figures_for_members
from actionday.tenancy.acting import acting_as
from actionday.tenancy.models import Scope

from .auth import caller_of, day_of, needs
from .calls import do
from .shapes import ApprovalIn, AssessmentIn, FindsIn

router = Router()


@router.post("/days/{slug}/items")
@needs(Scope.INTAKE)
def submit(request: HttpRequest, slug: str, body: FindsIn) -> dict[str, object]:
    """Submit finds; each row is answered: new, known or referred, or what is wrong with it."""
    with acting_as(caller_of(request).actor):
        day_of(caller_of(request), slug)
    finds = [
        intake.Find(row.url, row.kind or "", row.language or "", row.note) for row in body.items
    ]
    return {"results": do(request, intake, slug, finds)}


@router.post("/days/{slug}/items/{item}/media")
@needs(Scope.INTAKE)
def upload(request: HttpRequest, slug: str, item: UUID, media: File[UploadedFile]) -> object:
    """Supply the media where the server cannot fetch it."""
    with acting_as(caller_of(request).actor):
        found = day_of(caller_of(request), slug)
        if not Item.objects.filter(day=found, pk=item).exists():
            raise Http404
    return do(request, supply, item, media)


@router.get("/days/{slug}/items/{item}")
@needs(Scope.READ)
def read_item(request: HttpRequest, slug: str, item: UUID) -> dict[str, object]:
    """Say what is known of a piece: one that was merged answers with the one that it is."""
    caller = caller_of(request)
    with acting_as(caller.actor):
        found = Item.objects.filter(day=day_of(caller, slug), pk=item).first()
        if found is None:
            raise Http404
        return describe(found)


@router.get("/days/{slug}/report")
@needs(Scope.READ)
def read_report(request: HttpRequest, slug: str) -> dict[str, object]:
    """Return the day's report as it stands: `report.json` without anything private."""
    caller = caller_of(request)
    with acting_as(caller.actor):
        found = day_of(caller, slug)
    if found.opened_at is None:
        raise Refused(409, _("There is no report before the day is opened."))
    return figures_for_members(found)


def describe(item: Item) -> dict[str, object]:
    """Return the facts of a piece that every unit of the day may know."""
    return {
        "item": str(item.pk),
        "canonical_url": item.canonical_url,
        "unresolved": item.unresolved,
        "state": item.state,
        "trouble": item.trouble or None,
        "status": "known" if item.merged_into_id else "new",
        "merged_into": str(item.merged_into_id) if item.merged_into_id else None,
        "kind": item.kind,
        "language": item.language,
        "lead_unit": item.lead_unit.code,
    }


@router.post("/days/{slug}/claims", response={200: dict, 204: None})
@needs(Scope.ASSESS, member=True)
def claim(request: HttpRequest, slug: str) -> object:
    """Lease the next piece to assess to the calling member."""
    caller = caller_of(request)
    with acting_as(caller.actor) as actor:
        claimed = assess.claim(actor, day_of(caller, slug))
        if claimed is None:
            return HttpResponse(status=204)
        return describe_claim(claimed)


def describe_claim(claimed: Claim) -> dict[str, object]:
    """Return what the holder of a claim sees; never another person's verdict."""
    seen = seen_of(claimed.item_id)
    alike = Resemblance.objects.filter(item=claimed.item_id).order_by("distance")[:10]
    found = alike if seen["family_size"] > 1 else ()
    return {
        "item": str(claimed.item_id),
        "seat": claimed.seat,
        "lease_until": claimed.expires_at.isoformat(),
        "url": seen["canonical_url"],
        "kind": seen["kind"],
        "language": seen["language"],
        "title": seen["title"],
        "text": seen["text"],
        "author": seen["author"],
        "family": {"id": seen["family_id"], "size": seen["family_size"]},
        "resembles": [
            {
                "item": str(each.other_id),
                "distance": each.distance,
                "transform": each.transform,
                "share": each.share,
                "other_share": each.other_share,
                "segments": each.segments,
            }
            for each in found
        ],
        "terms": {"sha256": seen["terms_sha256"], "clauses": seen["clauses"]},
        "etag": etag(str(claimed.item_id), claimed.seat),
    }


def etag(item: str, seat: str) -> str:
    """Return the entity tag of a piece that wants a view in this seat."""
    return f'"{item}.{seat}"'


@router.post("/items/{item}/assessments")
@needs(Scope.ASSESS, member=True)
def assessment(request: HttpRequest, item: UUID, body: AssessmentIn) -> object:
    """Give one's view of a claimed piece; `If-Match` refuses a seat taken meanwhile."""
    match = request.headers.get("If-Match", "").strip('"')
    view = assess.View(
        verdict=body.verdict,
        grounds=[ground.value for ground in body.grounds],
        ideology=body.ideology or "",
        refers_to=list(body.refers_to),
        terms_clause=body.terms_clause,
        purpose_claimed=body.purpose.claimed,
        purpose_true=body.purpose.true,
        reason=body.reason,
        seat=match.rpartition(".")[2] if match else "",
        language=body.language or "",
    )
    return do(request, assess, item, view)


@router.post("/days/{slug}/approvals")
@needs(Scope.APPROVE, member=True)
def approval(request: HttpRequest, slug: str, body: ApprovalIn) -> object:
    """Give the unit's leave to send what it leads, until a time."""
    with acting_as(caller_of(request).actor):
        day_of(caller_of(request), slug)
    return do(request, approve, slug, body.until)
