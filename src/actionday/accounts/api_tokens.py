"""The tokens of a member, and of the programs of their organisation: made, shown once, revoked."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.tenancy.acting import THE_PROGRAM, Actor, acting_as
from actionday.tenancy.models import Member, Platform, Scope, Token, Unit
from actionday.tenancy.models.token import digest, issue
from actionday.tenancy.roles import OF_A_MACHINE, given_by, scopes_of

from . import Refused
from .log import tell
from .who import acting_member

DAYS, MOST_DAYS = 90, 365


def may(member: Member, machine: bool) -> frozenset[Scope]:
    """Return what a token may do: as the member, or as a machine, which is for leads to make."""
    if not machine:
        return scopes_of(member.roles)
    if not given_by(member.roles):
        return frozenset()
    kind = "unit" if member.unit_id else "platform" if member.platform_id else ""
    return OF_A_MACHINE.get(kind, frozenset())


def make(actor: Actor, label: str, scopes: Sequence[str], days: int, machine: bool = False) -> str:
    """Make a token for the acting member or their organisation; its secret is not kept."""
    with acting_as(actor):
        member = acting_member(actor)
        if not scopes or not set(scopes) <= may(member, machine):
            raise Refused(422, _("Choose what the token may do, among what your roles may."))
        return made(label, scopes, days, member.pk, **holder(member, machine))


def make_for(holder: Unit | Platform, label: str, scopes: Sequence[str], days: int) -> str:
    """Make a token for a program of a unit or platform, as the program; its secret is not kept."""
    kind = "unit" if isinstance(holder, Unit) else "platform"
    if not set(scopes) <= OF_A_MACHINE[kind]:
        known = ", ".join(sorted(OF_A_MACHINE[kind]))
        raise Refused(422, _("A program may be given: %(known)s.") % {"known": known})
    with acting_as(THE_PROGRAM):
        return made(label, scopes, days, None, **{kind: holder})


def made(
    label: str, scopes: Sequence[str], days: int, by: int | None, **of: Member | Unit | Platform
) -> str:
    """Save a token, with its entry; return its secret."""
    if not 1 <= days <= MOST_DAYS:
        raise Refused(422, _("A token lasts 1 to %(most)d days.") % {"most": MOST_DAYS})
    expires = timezone.now() + timedelta(days=days)
    secret = issue(label, [Scope(each) for each in scopes], expires, **of)
    token = Token.objects.get(digest=digest(secret))
    machine = "member" not in of
    tell("token.made", f"token {token.pk}", by=by, scopes=list(scopes), machine=machine)
    return secret


def holder(member: Member, machine: bool) -> dict[str, Member | Unit | Platform]:
    """Return for whom a token acts."""
    if not machine:
        return {"member": member}
    if member.unit is not None:
        return {"unit": member.unit}
    assert member.platform is not None
    return {"platform": member.platform}


def in_charge(member: Member) -> QuerySet[Token]:
    """Return the tokens that the member may revoke, and that stand."""
    mine = Q(member=member.pk)
    if may(member, machine=True):
        mine |= Q(unit=member.unit_id) if member.unit_id else Q(platform=member.platform_id)
    return Token.objects.filter(mine, revoked_at=None)


def revoke(actor: Actor, token: int) -> None:
    """Revoke a token of the acting member or, for leads, of a program of their organisation."""
    with acting_as(actor):
        mine = in_charge(acting_member(actor)).filter(pk=token)
        if not mine.update(revoked_at=timezone.now()):
            raise Refused(404, _("There is nothing here for you."))
        tell("token.revoked", f"token {token}", by=actor.member)
