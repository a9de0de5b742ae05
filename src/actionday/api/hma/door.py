"""Who may call: a token, as everywhere; errors in the form that the clients read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from actionday.lists.keeping import NotYours
from actionday.lists.naming import ListRefused
from actionday.tenancy.models import Scope
from actionday.tenancy.tokens import Caller, tokens

View = Callable[..., HttpResponseBase]


class Wrong(Exception):
    """A call that cannot be answered; `status` is the HTTP status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def call(method: str, scope: Scope) -> Callable[[Callable[..., Any]], View]:
    """Let a function answer calls by one method, of tokens with a scope; its answer is JSON."""

    def decorate(answer: Callable[..., Any]) -> View:
        @wraps(answer)
        def guarded(request: HttpRequest, **named: Any) -> HttpResponseBase:
            try:
                caller = admitted(request, scope)
                if request.method != method:
                    raise Wrong(405, _("This is asked by %(method)s.") % {"method": method})
                return JsonResponse(answer(request, caller, **named), safe=False)
            except Wrong as error:
                return problem(error.status, str(error))
            except ListRefused as error:
                return problem(404 if isinstance(error, NotYours) else 400, str(error))

        return marked(guarded, method)

    return decorate


def admitted(request: HttpRequest, scope: Scope) -> Caller:
    """Return who calls; refuse an unknown token, and one that may not do this."""
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    caller = tokens.caller(secret) if kind.lower() == "bearer" else None
    if caller is None:
        raise Wrong(401, _("A valid token is needed: Authorization: Bearer TOKEN."))
    if scope not in caller.scopes:
        raise Wrong(403, _("This token may not do that (%(scope)s).") % {"scope": scope})
    return caller


def problem(status: int, message: str) -> JsonResponse:
    """Return an error as the clients read it."""
    return JsonResponse({"message": message}, status=status)


def by_method(**views: View) -> View:
    """Serve several methods at one address."""

    def chosen(request: HttpRequest, **named: Any) -> HttpResponseBase:
        view = views.get(request.method or "")
        if view is None:
            return problem(405, _("This is not asked so."))
        return view(request, **named)

    return marked(chosen, *views)


def marked(view: View, *methods: str) -> View:
    """Mark a view as a program's, and by which methods it is asked."""
    view.csrf_exempt = True  # type: ignore[attr-defined]
    view.methods = methods  # type: ignore[attr-defined]
    return view
