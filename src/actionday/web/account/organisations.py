"""Whose people a page is about: one's own organisation's, or (the administrator) any other's."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from actionday.tenancy.models import Member, Platform, Role, Unit
from actionday.tenancy.roles import given_by, roles_in


@dataclass(frozen=True, slots=True)
class Organisation:
    """A unit, a platform, or (neither) the house: who runs and who audits it."""

    key: str
    name: str
    unit: int | None = None
    platform: int | None = None

    def roles(self, giver: Member) -> list[Role]:
        """Return the roles that a member may give there."""
        gives = given_by(giver.roles)
        return [role for role in roles_in(self.unit, self.platform) if role in gives]


def own(member: Member) -> Organisation:
    """Return the member's own organisation."""
    if member.unit is not None:
        return Organisation(f"unit:{member.unit.code}", member.unit.name, unit=member.unit.pk)
    if member.platform is not None:
        plat = member.platform
        return Organisation(f"platform:{plat.slug}", plat.name, platform=plat.pk)
    return Organisation("house", _("This installation"))


def choices(member: Member) -> list[Organisation]:
    """Return the organisations whose people the member looks after."""
    if not member.has_role(Role.ADMINISTRATOR):
        return [own(member)] if given_by(member.roles) else []
    units = Unit.objects.order_by("code")
    platforms = Platform.objects.order_by("name")
    return [
        own(member),
        *(Organisation(f"unit:{each.code}", each.name, unit=each.pk) for each in units),
        *(Organisation(f"platform:{each.slug}", each.name, platform=each.pk) for each in platforms),
    ]


def chosen(request: HttpRequest, member: Member) -> tuple[Organisation, list[Organisation]]:
    """Return the organisation that was asked for, and all that might be."""
    known = choices(member)
    wanted = request.POST.get("of") or request.GET.get("of", "")
    found = [each for each in known if each.key == wanted or not wanted]
    if not found:
        raise Http404
    return found[0], known
