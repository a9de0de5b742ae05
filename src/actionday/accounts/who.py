"""Who acts on accounts: always a person, as they stand now."""

from django.utils.translation import gettext as _

from actionday.tenancy.acting import Actor
from actionday.tenancy.models import Member

from . import Refused


def acting_member(actor: Actor) -> Member:
    """Return the acting member, read in the open transaction; refuse a machine."""
    if actor.member is None:
        raise Refused(403, _("This needs a person, not a machine."))
    return Member.objects.get(pk=actor.member)
