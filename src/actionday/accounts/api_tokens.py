"""The tokens of a member: made, shown once, revoked."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.tenancy.acting import Actor, acting_as
from actionday.tenancy.models import Scope, Token
from actionday.tenancy.models.token import digest, issue
from actionday.tenancy.roles import scopes_of

from . import Refused
from .log import tell
from .who import acting_member

DAYS, MOST_DAYS = 90, 365


def make(actor: Actor, label: str, scopes: Sequence[str], days: int) -> str:
    """Make a token for the acting member; return its secret, which is not kept."""
    with acting_as(actor):
        member = acting_member(actor)
        if not scopes or not set(scopes) <= scopes_of(member.roles):
            raise Refused(422, _("Choose what the token may do, among what your roles may."))
        if not 1 <= days <= MOST_DAYS:
            raise Refused(422, _("A token lasts 1 to %(most)d days.") % {"most": MOST_DAYS})
        expires = timezone.now() + timedelta(days=days)
        secret = issue(label, [Scope(each) for each in scopes], expires, member=member)
        made = Token.objects.get(digest=digest(secret))
        tell("token.made", f"token {made.pk}", by=member.pk, scopes=list(scopes))
    return secret


def revoke(actor: Actor, token: int) -> None:
    """Revoke one of the acting member's tokens."""
    with acting_as(actor):
        mine = Token.objects.filter(pk=token, member=actor.member, revoked_at=None)
        if not mine.update(revoked_at=timezone.now()):
            raise Refused(404, _("There is nothing here for you."))
        tell("token.revoked", f"token {token}", by=actor.member)
