"""The sessions of a member: begun, limited, listed, ended."""

import time

from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.models import Session
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from actionday.tenancy.models import Member

from .proof import proved

BEGAN, SEEN = "began", "seen"
NOWHERE = "0.0.0.0"  # noqa: S104  (not an address to listen on)
AGENT_LENGTH = 200


@receiver(user_logged_in)
def begin(sender: object, request: HttpRequest, user: Member, **more: object) -> None:
    """Note when the session began, and where; signing in proves who one is."""
    request.session[BEGAN] = request.session[SEEN] = time.time()
    proved(request)
    facts = {
        "user": user,
        "ip": request.META.get("REMOTE_ADDR") or NOWHERE,
        "user_agent": request.META.get("HTTP_USER_AGENT", "")[:AGENT_LENGTH],
    }
    UserSession.objects.get_or_create(session_key=request.session.session_key, defaults=facts)


def note(request: HttpRequest, now: float) -> None:
    """Note that the person is active."""
    request.session[SEEN] = now
    seen = UserSession.objects.filter(session_key=request.session.session_key)
    seen.update(last_seen_at=timezone.now())


def sessions_of(member: Member) -> list[UserSession]:
    """Return the sessions that are open, latest first."""
    kept = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    known = UserSession.objects.filter(user=member.pk, session_key__in=kept)
    return list(known.order_by("-created_at"))


def end(member: int, *, only: int | None = None, but: str | None = None) -> int:
    """End a member's sessions (one of them, or all but one key), in every process; count them."""
    ended = UserSession.objects.filter(user=member)
    if only is not None:
        ended = ended.filter(pk=only)
    if but is not None:
        ended = ended.exclude(session_key=but)
    keys = list(ended.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    ended.filter(session_key__in=keys).delete()
    return len(keys)
