"""Judging: the piece that is one's own now, and one's view of it."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionday import pipeline
from actionday.cases.held import HELD, held_of
from actionday.cases.models import ActionDay, Claim, Item
from actionday.cases.taxonomy import Seat
from actionday.stages import Refused, assess
from actionday.tenancy.acting import acting_as, actor_of, as_the_program
from actionday.tenancy.models import Member

from .access import judge_for, member_of, signed_in
from .judge_form import KEYS, JudgeForm
from .likeness import likeness
from .piece import media
from .pieces import described

NEXT_SHOWN = 7


@signed_in
def judge(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one's piece with the form; take the view that is given, and go on to the next."""
    if request.method == "POST":
        return give(request, slug)
    with acting_as(actor_of(member_of(request))):
        return desk(request, slug, None, "")


@require_POST
@signed_in
def take(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the next piece one's own."""
    claim_next(member_of(request), slug)
    return redirect("judge", slug)


def claim_next(member: Member, slug: str) -> None:
    """Lease the next piece to the member, if there is one."""
    actor = actor_of(member)
    with acting_as(actor):
        assess.claim(actor, judge_for(member, slug))


def give(request: HttpRequest, slug: str) -> HttpResponse:
    """Save a view; what is wrong with it is shown with all that was filled in."""
    member = member_of(request)
    actor = actor_of(member)
    with acting_as(actor):
        day = judge_for(member, slug)
        form = JudgeForm(clauses_of(held_by(member, day)), day.asked, request.POST)
        refused = stopped(form)
    if not refused and form.is_valid():
        try:
            pipeline.step(assess, actor, form.cleaned_data["item"], form.view())
        except Refused as refusal:
            refused = str(refusal)
        else:
            claim_next(member, slug)
            return redirect("judge", slug)
    with acting_as(actor):
        return desk(request, slug, form, refused)


def stopped(form: JudgeForm) -> str:
    """Return that a piece is held, for whoever was judging it when the hold came."""
    try:
        held = held_of([UUID(str(form["item"].value()))])
    except ValueError:
        return ""
    if not held:
        return ""
    return _("The piece is held: an investigation is going on, so nobody judges it now.")


def desk(request: HttpRequest, slug: str, form: JudgeForm | None, refused: str) -> HttpResponse:
    """Show the piece that is the member's now, or that none is."""
    member = member_of(request)
    day = judge_for(member, slug)
    held = held_by(member, day)
    with as_the_program():  # who else has claimed what is not the member's to see
        waiting = wanting(member, day)
        count, coming = waiting.count(), list(waiting.select_related("platform")[:NEXT_SHOWN])
    shown: dict[str, Any] = {
        "day": day,
        "screen": "judge",
        "waiting": count,
        "next": described(coming),
        "refused": refused,
        "lease_min": day.lease_s // 60,
    }
    if form and (held is None or form["item"].value() != str(held.item_id)):
        shown["lost"], form = form["reason"].value(), None
    if held is not None:
        shown |= own(held, form)
    return render(request, "web/judge.html", shown, status=422 if "lost" in shown or form else 200)


def own(held: Claim, form: JudgeForm | None) -> dict[str, Any]:
    """Return what the holder of a claim is shown: never another's verdict."""
    item = held.item
    given = {"seat": held.seat, "item": item.pk, "language": item.language}
    form = form or JudgeForm(clauses_of(held), item.day.asked, initial=given)
    asked = [form[name] for name in ("refers_to", "language") if name in form.fields]
    return {
        "claim": held,
        "item": item,
        "seat": Seat(held.seat).label,
        "left_s": int((held.expires_at - timezone.now()).total_seconds()),
        "form": form,
        "purposes": [form["purpose_claimed"], form["purpose_true"]],
        "details": [form["ideology"], form["terms_clause"], *asked, form["reason"]],
        "keys_of": {verdict.value: key for verdict, key in KEYS.items()},
        **media(item),
        **likeness(item),
    }


def held_by(member: Member, day: ActionDay) -> Claim | None:
    """Return the member's claim that still runs."""
    mine = Claim.objects.filter(member=member, item__day=day, expires_at__gt=timezone.now())
    known = mine.select_related("item__day", "item__platform", "item__lead_unit", "item__family")
    return known.order_by("expires_at").first()


def wanting(member: Member, day: ActionDay) -> QuerySet[Item]:
    """Return the pieces that want a view which the member can give, in the order they are taken."""
    taken = Claim.objects.filter(item=OuterRef("pk"), expires_at__gt=timezone.now())
    wanted = Item.objects.filter(day=day).exclude(seat="").exclude(assessments__member=member)
    free = wanted.filter(~Exists(taken)).exclude(pk__in=RawSQL(HELD, []))  # noqa: S611
    return free.order_by(F("escalation").asc(nulls_last=True), "submitted_at")


def clauses_of(held: Claim | None) -> list[dict[str, str]]:
    """Return the clauses of the platform's terms as they stood for the day."""
    if held is None:
        return []
    terms = held.item.day.terms.filter(platform=held.item.platform_id).first()
    clauses: list[dict[str, str]] = terms.clauses if terms else []
    return clauses
