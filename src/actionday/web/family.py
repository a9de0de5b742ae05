"""Changing a piece's family from its page: it is not the same, it is the same as another, undo."""

import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionday.cases.models import Item
from actionday.stages import Refused, family
from actionday.tenancy.acting import acting_as, actor_of

from .access import day_for, member_of, signed_in
from .holds import done
from .piece import refused_page

NAMED = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
LONGEST = 5000


@require_POST
@signed_in
def change(request: HttpRequest, slug: str, item: UUID) -> HttpResponse:
    """Do what the form asks, and show the piece again."""
    try:
        return done(request, slug, item, family, asked(request, slug, item))
    except Refused as refused:
        given = {"to": request.POST.get("to", ""), "reason": request.POST.get("reason", "")}
        return refused_page(
            request, slug, item, str(refused), refused.status, family_given=given,
            family_action=request.POST.get("action", ""),
        )  # fmt: skip


def asked(request: HttpRequest, slug: str, item: UUID) -> family.Asked:
    """Return what the form asks of the stage."""
    reason = request.POST.get("reason", "").replace("\0", "")[:LONGEST]
    match request.POST.get("action"):
        case "leave":
            return family.Leave(item, reason)
        case "join":
            return family.Join(item, named(request, slug, request.POST.get("to", "")), reason)
        case "undo":
            return family.Undo(item)
    raise Refused(422, _("Say what shall be done with the piece's family."))


def named(request: HttpRequest, slug: str, text: str) -> UUID:
    """Return the piece that a person names: by its page here, or by its own address."""
    if found := NAMED.search(text):
        return UUID(found[0])
    member = member_of(request)
    with acting_as(actor_of(member)):
        known = Item.objects.filter(day=day_for(member, slug), merged_into=None)
        pk = known.filter(canonical_url=text.strip()).values_list("pk", flat=True).first()
    if pk is None:
        raise Refused(
            422, _("No piece of this day has that address: copy it from the other piece's page.")
        )
    return pk
