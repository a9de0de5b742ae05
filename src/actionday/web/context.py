"""What every page needs: the scheme, whether single keys work, who is signed in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from actionday.tenancy.models import Member, Role
from actionday.tenancy.roles import given_by

from .access import finds, has_desk, judges
from .invitations import answers, count_open
from .preference import KEYS, SCHEMES


def house(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of every page shows."""
    member = getattr(request, "user", None)
    roles = member.roles if isinstance(member, Member) else []
    scheme = request.COOKIES.get("scheme", "")
    return {
        "demo": settings.DEMO,
        "scheme": scheme if scheme in SCHEMES else "",
        "keys_off": request.COOKIES.get("keys") == KEYS[1],
        "sends": isinstance(member, Member) and member.has_role(Role.UNIT_LEAD),
        "judging": isinstance(member, Member) and judges(member),
        "finding": isinstance(member, Member) and finds(member),
        "desking": isinstance(member, Member) and has_desk(member),
        "answering": isinstance(member, Member) and answers(member),
        "invited": SimpleLazyObject(lambda: invited(member)),
        "role": str(Role(roles[0]).label) if roles else "",
        "leading": bool(given_by(roles)),
        "here": request.get_full_path(),
    }


def invited(member: object) -> int:
    """Count the invitations that wait for the member's answer."""
    return count_open(member) if isinstance(member, Member) and member.is_authenticated else 0
