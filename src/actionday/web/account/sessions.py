"""Where one is signed in, and ending it."""

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from actionday.accounts import sessions as kept
from actionday.accounts.log import tell
from actionday.tenancy.acting import acting_as, actor_of

from ..access import member_of, reading, signed_in
from .browser import browser


@reading
def sessions(request: HttpRequest) -> HttpResponse:
    """List the open sessions."""
    rows = [
        {
            "session": each,
            "browser": browser(each.user_agent),
            "here": each.session_key == request.session.session_key,
        }
        for each in kept.sessions_of(member_of(request))
    ]
    shown = {"page": "sessions", "rows": rows, "ended": request.GET.get("ended", "")}
    return render(request, "web/account/sessions.html", shown)


@require_POST
@signed_in
def end(request: HttpRequest, session: int) -> HttpResponse:
    """End one session; one's own is a sign-out."""
    member = member_of(request)
    own = [s for s in kept.sessions_of(member) if s.session_key == request.session.session_key]
    if own and own[0].pk == session:
        kept.end(member.pk, only=session)
        logout(request)
        return redirect("sign_in")
    with acting_as(actor_of(member)):
        if not kept.end(member.pk, only=session):
            raise Http404
        tell("session.ended", f"member {member.pk}", by=member.pk)
    return redirect("/account/sessions/?ended=1")


@require_POST
@signed_in
def end_others(request: HttpRequest) -> HttpResponse:
    """End all sessions but this one."""
    member = member_of(request)
    with acting_as(actor_of(member)):
        count = kept.end(member.pk, but=request.session.session_key)
        tell("session.ended", f"member {member.pk}", by=member.pk, count=count)
    return redirect("/account/sessions/?ended=1")
