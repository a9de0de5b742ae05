"""Bearer tokens and scopes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from actionday.cases.models import ActionDay
from actionday.stages import Refused
from actionday.tenancy.models import Role, Scope
from actionday.tenancy.tokens import Caller, tokens

MINE = "SELECT * FROM cases_actionday WHERE slug = %s AND id = ANY (acting_days())"


class Bearer(HttpBearer):
    """Looks the token up in memory."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """Return the caller, who then is `request.auth`."""
        return tokens.caller(token)


def caller_of(request: HttpRequest) -> Caller:
    """Return the caller of an authenticated request."""
    caller = request.auth  # type: ignore[attr-defined]
    assert isinstance(caller, Caller)
    return caller


def needs(scope: Scope, *, member: bool = False, role: Role | None = None) -> Callable[..., Any]:
    """Refuse a call whose token lacks the scope, or (with `member`) acts for no person."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            caller = caller_of(request)
            if scope not in caller.scopes or (role and role not in caller.roles):
                raise Refused(403, _("This token may not do that (%(scope)s).") % {"scope": scope})
            if member and caller.actor.member is None:
                raise Refused(403, _("This needs a person's token, not a machine's."))
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def day_of(caller: Caller, slug: str) -> ActionDay:
    """Return a day that the caller's unit takes part in; any other is not there for them."""
    for day in ActionDay.objects.raw(MINE, [slug]) if caller.actor.unit else ():
        return day
    raise Http404
