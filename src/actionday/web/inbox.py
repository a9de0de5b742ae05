"""The platform's inbox: what was referred to it, and what it decides.

A platform sees a referral, never who found the piece nor what a unit noted on it.
"""

from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from actionday import pipeline
from actionday.cases.models import Capture, Referral, Terms
from actionday.cases.taxonomy import Ground
from actionday.stages import decide as decide_stage
from actionday.stages.decide import Receipt
from actionday.tenancy.acting import acting_as, actor_of

from .access import member_of, platform_for, reading, signed_in
from .decide_form import DecideForm
from .pictures import key_frames, poster, thumbnail

PAGE = 12
STATES = {
    "sent": gettext_lazy("waiting"),
    "acknowledged": gettext_lazy("received"),
    "decided": gettext_lazy("decided"),
    "withdrawn": gettext_lazy("withdrawn"),
}


@reading
def inbox(request: HttpRequest) -> HttpResponse:
    """Show one page of the referrals in one state, and one of them whole."""
    return shelf(request, None)


def shelf(
    request: HttpRequest, form: DecideForm | None, referral: UUID | None = None
) -> HttpResponse:
    """Show the inbox; a form with errors comes back with all that was filled in."""
    platform = platform_for(member_of(request))
    mine = Referral.objects.filter(platform=platform)
    state = request.GET.get("state", "sent")
    if state not in STATES:
        raise Http404
    rows = page_of(mine.filter(state=state), request.GET.get("after", ""))
    chosen = chosen_of(mine, rows[:PAGE], referral or request.GET.get("referral", ""))
    counts = dict(mine.values_list("state").annotate(Count("pk")))
    shown: dict[str, Any] = {
        "platform": platform,
        "screen": "inbox",
        "state": state,
        "tabs": [(name, word, counts.get(name, 0)) for name, word in STATES.items()],
        "rows": with_pictures(rows[:PAGE]),
        "older": str(rows[PAGE - 1].pk) if len(rows) > PAGE else "",
        "chosen": chosen,
        "kept": kept(request.GET),
    }
    if chosen is not None:
        shown |= whole(chosen, form)
    return render(request, "web/inbox.html", shown, status=422 if form else 200)


def page_of(found: QuerySet[Referral], after: str) -> list[Referral]:
    """Return a page of referrals and one more if there is one."""
    known = found.select_related("item", "packet__day")
    try:
        known = known.filter(pk__gt=UUID(after)) if after else known
    except ValueError:
        raise Http404 from None
    return list(known.order_by("pk")[: PAGE + 1])


def chosen_of(
    mine: QuerySet[Referral], rows: list[Referral], wanted: UUID | str
) -> Referral | None:
    """Return the referral that the address names, else the first of the page."""
    if not wanted:
        return rows[0] if rows else None
    try:
        pk = UUID(str(wanted))
    except ValueError:
        raise Http404 from None
    found = mine.select_related("item", "packet__day").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def with_pictures(rows: list[Referral]) -> list[dict[str, Any]]:
    """Return the rows, each with its small picture."""
    captures = Capture.objects.filter(item__in=[row.item_id for row in rows])
    pictures = dict(captures.values_list("item", "derivatives"))
    return [
        {"referral": row, "picture": thumbnail(row.item_id, pictures.get(row.item_id))}
        for row in rows
    ]


def whole(referral: Referral, form: DecideForm | None) -> dict[str, Any]:
    """Return what the platform is shown of one referral."""
    capture = Capture.objects.filter(item=referral.item_id).first()
    pictures = capture.derivatives if capture else {}
    clauses = clauses_of(referral)
    form = form or DecideForm(clauses)
    named = {each["number"]: each for each in clauses}
    return {
        "poster": poster(referral.item_id, pictures),
        "key_frames": key_frames(referral.item_id, pictures),
        "clause": named.get(referral.terms_clause),
        "grounds": [Ground(each).label for each in referral.item.ground],
        "together": referral.packet.referrals.count(),
        "decisions": list(referral.decisions.all()),
        "form": form,
        "details": [form["terms_clause"], form["territories"], form["reason"]],
    }


def clauses_of(referral: Referral) -> list[dict[str, str]]:
    """Return the clauses of the platform's own terms as they stood for the day."""
    terms = Terms.objects.filter(day=referral.packet.day_id, platform=referral.platform_id).first()
    clauses: list[dict[str, str]] = terms.clauses if terms else []
    return clauses


def kept(given: QueryDict) -> str:
    """Return the query of the address without what names one referral."""
    query = given.copy()
    query.pop("referral", None)
    return query.urlencode()


@require_POST
@signed_in
def acknowledge(request: HttpRequest) -> HttpResponse:
    """Confirm receipt of the ticked referrals."""
    member = member_of(request)
    with acting_as(actor_of(member)):
        platform_for(member)
    ticked = [UUID(each) for each in request.POST.getlist("referral") if is_id(each)]
    preserved = request.POST.get("preserved") == "yes"
    if ticked:
        pipeline.step(decide_stage, actor_of(member), [Receipt(each, preserved) for each in ticked])
    return redirect("inbox")


def is_id(text: str) -> bool:
    """Say whether a text is the id of something."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@require_POST
@signed_in
def decide(request: HttpRequest, referral: UUID) -> HttpResponse:
    """Save the decision on one referral; then the next one is shown."""
    member = member_of(request)
    actor = actor_of(member)
    with acting_as(actor):
        mine = Referral.objects.filter(platform=platform_for(member))
        found = chosen_of(mine, [], referral)
        assert found is not None
        form = DecideForm(clauses_of(found), request.POST)
        if not form.is_valid():
            return shelf(request, form, referral)
        before = found.state
    done = pipeline.step(decide_stage, actor, [form.answer(referral)])
    assert done is not None
    if error := done.answer[0].get("error"):
        form.add_error(None, error)
        with acting_as(actor):
            return shelf(request, form, referral)
    return redirect(f"{reverse('inbox')}?{urlencode({'state': before})}")
