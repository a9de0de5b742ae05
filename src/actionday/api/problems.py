"""Errors as problem details (RFC 9457)."""

import json
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from actionday.stages import Refused


def problem(status: int, detail: str, **more: Any) -> HttpResponse:
    """Return a problem document."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type="application/problem+json"
    )


def install(api: NinjaAPI) -> None:
    """Answer every error of the API with a problem document."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, error: Refused) -> HttpResponse:
        return problem(error.status, str(error))

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        fields = [
            {"field": ".".join(str(part) for part in each["loc"][1:]), "detail": each["msg"]}
            for each in error.errors
        ]
        named = "; ".join(f"{each['field']}: {each['detail']}" for each in fields)
        return problem(422, _("Not understood: %(fields)s") % {"fields": named}, errors=fields)

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        answer = problem(401, _("A valid token is needed: Authorization: Bearer TOKEN."))
        answer["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404, _("There is nothing here for you."))
