"""What every page needs: the scheme, whether single keys work, who is signed in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from actionday.tenancy.models import Member, Role
from actionday.tenancy.roles import given_by

from .access import judges
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
        "judging": isinstance(member, Member) and judges(member),
        "role": str(Role(roles[0]).label) if roles else "",
        "leading": bool(given_by(roles)),
        "here": request.get_full_path(),
    }
