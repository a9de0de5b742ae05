"""Invitations by link: single use, expiring, stored hashed."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.tenancy.acting import THE_PROGRAM, Actor, acting_as, as_the_program
from actionday.tenancy.models import Invitation, Member
from actionday.tenancy.models.token import digest
from actionday.tenancy.roles import fit, given_by

from . import Refused
from .log import tell
from .who import acting_member

DAYS, MOST_DAYS = 7, 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who shall come in: an address, roles, an organisation (or neither), for how many days."""

    email: str
    roles: tuple[str, ...]
    unit: int | None = None
    platform: int | None = None
    days: int = DAYS


def invite(actor: Actor, wanted: Wanted) -> str:
    """Make an invitation; return the secret of its link, which is not kept."""
    secret = secrets.token_urlsafe(32)
    with acting_as(actor):
        refuse_unless_fitting(actor, wanted)
        made = Invitation.objects.create(
            digest=digest(secret),
            email=wanted.email.strip().lower(),
            roles=list(wanted.roles),
            unit_id=wanted.unit,
            platform_id=wanted.platform,
            invited_by_id=actor.member,
            expires_at=timezone.now() + timedelta(days=wanted.days),
        )
        tell("member.invited", f"invitation {made.pk}", email=made.email, roles=made.roles,
             by=actor.member)  # fmt: skip
    return secret


def refuse_unless_fitting(actor: Actor, wanted: Wanted) -> None:
    """Refuse roles that are not the inviter's to give, a foreign organisation, a known address."""
    if not 1 <= wanted.days <= MOST_DAYS:
        raise Refused(422, _("An invitation lasts 1 to %(most)d days.") % {"most": MOST_DAYS})
    try:
        validate_email(wanted.email)
    except ValidationError as error:
        raise Refused(422, _("This is no e-mail address.")) from error
    if not fit(wanted.roles, wanted.unit, wanted.platform):
        raise Refused(422, _("These roles do not go together in that organisation."))
    if actor != THE_PROGRAM:
        giver = acting_member(actor)
        elsewhere = (wanted.unit, wanted.platform) != (giver.unit_id, giver.platform_id)
        if not set(wanted.roles) <= given_by(giver.roles):
            raise Refused(403, _("These roles are not yours to give."))
        if elsewhere and "administrator" not in giver.roles:
            raise Refused(404, _("There is nothing here for you."))
    with as_the_program():
        if Member.objects.filter(email__iexact=wanted.email.strip()).exists():
            raise Refused(409, _("There is a member with this e-mail already."))


def find(secret: str) -> Invitation:
    """Return the invitation of a link; refuse one that is unknown, spent or too old."""
    known = Invitation.objects.select_related("unit", "platform")
    with as_the_program():
        found = known.filter(digest=digest(secret)).first()
    return refuse_spent(found)


def refuse_spent(found: Invitation | None) -> Invitation:
    """Refuse an invitation that lets nobody in."""
    if found is None:
        raise Refused(404, _("There is no such invitation. It may have been withdrawn."))
    if found.used_at is not None:
        raise Refused(410, _("This invitation was used already: each lets one person in, once."))
    if found.expires_at <= timezone.now():
        raise Refused(410, _("This invitation has expired."))
    return found


def accept(secret: str, name: str, password: str) -> Member:
    """Make the member; of two at once one comes in, the other finds the invitation used."""
    invitation = find(secret)
    validate_password(password, Member(email=invitation.email, name=name))
    hashed = make_password(password)  # slow, so before the row is locked
    with acting_as(THE_PROGRAM):
        locked = Invitation.objects.select_for_update().filter(digest=digest(secret)).first()
        invitation = refuse_spent(locked)
        if Member.objects.filter(email__iexact=invitation.email).exists():
            raise Refused(409, _("There is a member with this e-mail already: sign in."))
        member = Member.objects.create(
            email=invitation.email, name=name, password=hashed, roles=invitation.roles,
            unit_id=invitation.unit_id, platform_id=invitation.platform_id,
        )  # fmt: skip
        invitation.used_at, invitation.used_by = timezone.now(), member
        invitation.save(update_fields=["used_at", "used_by"])
        tell("member.joined", f"member {member.pk}", invitation=invitation.pk)
    return member


def revoke(actor: Actor, invitation: int) -> None:
    """Withdraw an invitation that was not used."""
    with acting_as(actor):
        mine = Invitation.objects.select_for_update().filter(pk=invitation, used_at=None)
        if mine.first() is None:
            raise Refused(404, _("There is nothing here for you."))
        mine.delete()
        tell("invitation.withdrawn", f"invitation {invitation}", by=actor.member)
