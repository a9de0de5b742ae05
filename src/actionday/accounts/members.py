"""The members of an organisation: their roles, and whether they may come in."""

from collections.abc import Sequence

from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.tenancy.acting import Actor, acting_as, as_the_program
from actionday.tenancy.models import Member, Role, Token
from actionday.tenancy.roles import LEADING, fit, given_by

from . import Refused, sessions
from .log import tell
from .who import acting_member

LOCK = 0x414343  # "ACC": one change of members at a time, so that a last lead stays one


def manages(member: Member, other: Member) -> bool:
    """Say whether a member may change another: same organisation, and only roles they could give.

    The administrator may change everybody; nobody changes themselves.
    """
    gives = given_by(member.roles)
    same = (member.unit_id, member.platform_id) == (other.unit_id, other.platform_id)
    near = same or member.has_role(Role.ADMINISTRATOR)
    return member.pk != other.pk and near and bool(gives) and set(other.roles) <= gives


def charge_of(actor: Actor, pk: int) -> Member:
    """Return a member whom the actor may change; others are not there for them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    me = acting_member(actor)
    if pk == me.pk:
        raise Refused(409, _("This is you: ask a colleague who may, or an administrator."))
    other = Member.objects.filter(pk=pk).first()
    if other is None or not (me.is_active and manages(me, other)):
        raise Refused(404, _("There is nothing here for you."))
    return other


def keep_a_lead(member: Member, roles: Sequence[str]) -> None:
    """Refuse to take the last lead, coordinator or administrator of an organisation."""
    peers = Member.objects.filter(unit=member.unit_id, platform=member.platform_id, is_active=True)
    others = list(peers.exclude(pk=member.pk))
    for role in LEADING & (set(member.roles) - set(roles)):
        if member.is_active and not any(role in each.roles for each in others):
            reason = _("%(name)s is the last %(role)s there: make somebody else one first.")
            raise Refused(409, reason % {"name": member.name, "role": Role(role).label})


def change_roles(actor: Actor, pk: int, roles: Sequence[str]) -> None:
    """Give a member these roles in place of the ones they have."""
    with acting_as(actor):
        member = charge_of(actor, pk)
        gives = given_by(acting_member(actor).roles)
        if not fit(roles, member.unit_id, member.platform_id) or not set(roles) <= gives:
            raise Refused(422, _("Choose one role or more that go together."))
        keep_a_lead(member, roles)
        before = member.roles
        Member.objects.filter(pk=pk).update(roles=list(roles))
        tell("roles.changed", f"member {pk}", before=before, after=list(roles), by=actor.member)


def disable(actor: Actor, pk: int) -> None:
    """Shut a member out at once: their sessions end, their tokens are revoked for good."""
    with acting_as(actor):
        member = charge_of(actor, pk)
        keep_a_lead(member, [])
        Member.objects.filter(pk=pk).update(is_active=False)
        sessions.end(pk)
        with as_the_program():  # a lead sees nobody else's tokens
            Token.objects.filter(member=pk, revoked_at=None).update(revoked_at=timezone.now())
        tell("member.disabled", f"member {pk}", by=actor.member)


def clear_factors(actor: Actor, pk: int) -> None:
    """Take away the second factors of somebody who has lost them, recovery codes included.

    Their sessions end; the password leads them to setting up a new factor, and to nothing else.
    """
    with acting_as(actor):
        charge_of(actor, pk)
        Authenticator.objects.filter(user_id=pk).delete()
        sessions.end(pk)
        tell("factors.cleared", f"member {pk}", by=actor.member)


def enable(actor: Actor, pk: int) -> None:
    """Let a member in again; old sessions and tokens stay ended."""
    with acting_as(actor):
        charge_of(actor, pk)
        Member.objects.filter(pk=pk).update(is_active=True)
        tell("member.enabled", f"member {pk}", by=actor.member)
