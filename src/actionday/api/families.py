"""The call that changes families: a piece leaves its own, is put to another, or goes back."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from actionday.stages import Refused, family
from actionday.tenancy.models import Scope

from .auth import needs
from .calls import do
from .shapes import FamilyIn

router = Router()


@router.post("/items/{item}/family")
@needs(Scope.INTAKE, member=True)
def change(request: HttpRequest, item: UUID, body: FamilyIn) -> object:
    """Take a piece out of its family, put it to that of another, or undo the last of these."""
    return do(request, family, asked(item, body))


def asked(item: UUID, body: FamilyIn) -> family.Asked:
    """Return what the body asks of the stage."""
    if (body.other is not None) != (body.action == "join"):
        raise Refused(
            422, _("with: it names the other piece where the action is join, only there.")
        )
    if body.action == "undo":
        return family.Undo(item)
    if body.other is None:
        return family.Leave(item, body.reason)
    return family.Join(item, body.other, body.reason)
