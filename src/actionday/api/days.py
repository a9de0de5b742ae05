"""The calls that plan a day and move it on: its coordinator's, and the answers of those invited."""

import json

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from actionday.cases.progress import counts
from actionday.cases.taxonomy import DayState
from actionday.stages import Refused, plan
from actionday.stages.planning import answer, draft, invite, keep_terms
from actionday.tenancy.acting import acting_as, as_the_program
from actionday.tenancy.models import Role, Scope

from .auth import caller_of, day_of, needs
from .calls import do
from .day_shapes import AcceptanceIn, ChangeIn, DayIn, MoveIn, PartsIn, TermsIn

router = Router()
ANSWERING = {
    Role.UNIT_LEAD: (Scope.APPROVE, Scope.COORDINATE),
    Role.COORDINATOR: (Scope.COORDINATE,),
    Role.PLATFORM_LEAD: (Scope.PLATFORM,),
}
"""Who may answer an invitation, and what their token has to be for."""


@router.post("/days")
@needs(Scope.COORDINATE, member=True, role=Role.COORDINATOR)
def plan_day(request: HttpRequest, body: DayIn) -> object:
    """Plan a day, coordinated by the caller's unit; the units and platforms named are invited."""
    return do(request, draft, body.plan(body.slug), True)


@router.get("/days/{slug}")
@needs(Scope.READ)
def day(request: HttpRequest, slug: str) -> dict[str, object]:
    """Say how the day stands."""
    caller = caller_of(request)
    with acting_as(caller.actor):
        found = day_of(caller, slug)
        with as_the_program():
            standing = counts(found)
        return {
            "slug": found.slug,
            "title": found.title,
            "state": found.state,
            "counts": standing,
        }


@router.put("/days/{slug}")
@needs(Scope.COORDINATE, member=True, role=Role.COORDINATOR)
def change_plan(request: HttpRequest, slug: str, body: ChangeIn) -> object:
    """Change the plan; once the day is open, only who takes part and the times."""
    check_coordinates(request, slug)
    return do(request, draft, body.plan(slug), False)


@router.post("/days/{slug}/parts")
@needs(Scope.COORDINATE, member=True, role=Role.COORDINATOR)
def invite_parts(request: HttpRequest, slug: str, body: PartsIn) -> object:
    """Invite more units and platforms."""
    check_coordinates(request, slug)
    return do(request, invite, slug, body.units, body.platforms)


@router.post("/days/{slug}/acceptance")
def accept(request: HttpRequest, slug: str, body: AcceptanceIn) -> object:
    """Accept the invitation of one's unit or platform, or decline it."""
    caller = caller_of(request)
    allowed = {scope for role in caller.roles for scope in ANSWERING.get(Role(role), ())}
    if not allowed & caller.scopes:
        raise Refused(403, _("A lead of the unit or platform answers its invitations."))
    return do(request, answer, slug, body.accept)


@router.put("/days/{slug}/terms/{platform}")
@needs(Scope.COORDINATE, member=True, role=Role.COORDINATOR)
def put_terms(request: HttpRequest, slug: str, platform: str, body: TermsIn) -> object:
    """Keep a platform's terms as they stand, with their hash."""
    check_coordinates(request, slug)
    text = json.dumps(body.clauses) if body.clauses is not None else body.text
    return do(request, keep_terms, slug, platform, text, body.url)


@router.post("/days/{slug}/opening")
@needs(Scope.COORDINATE, role=Role.COORDINATOR)
def opening(request: HttpRequest, slug: str) -> object:
    """Open the day; what is missing is said, all of it."""
    return move_day(request, slug, DayState.OPEN, None)


@router.post("/days/{slug}/closing")
@needs(Scope.COORDINATE, role=Role.COORDINATOR)
def closing(request: HttpRequest, slug: str, body: MoveIn | None = None) -> object:
    """Close the day: nothing more can be submitted; what was submitted goes its way."""
    return move_day(request, slug, DayState.CLOSED, body)


@router.post("/days/{slug}/publication")
@needs(Scope.COORDINATE, role=Role.COORDINATOR)
def publication(request: HttpRequest, slug: str, body: MoveIn | None = None) -> object:
    """Say that the report of a closed day may be published."""
    return move_day(request, slug, DayState.PUBLISHED, body)


def move_day(request: HttpRequest, slug: str, to: DayState, body: MoveIn | None) -> object:
    """Move a day on, by its coordinator alone."""
    check_coordinates(request, slug)
    return do(request, plan, slug, to, body is not None and body.confirmed)


def check_coordinates(request: HttpRequest, slug: str) -> None:
    """Answer 404 to whoever does not coordinate the day."""
    caller = caller_of(request)
    with acting_as(caller.actor):
        if day_of(caller, slug).coordinator_id != caller.actor.unit:
            raise Http404
