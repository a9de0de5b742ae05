"""The headers of every answer: nothing but our own origin, nothing inline, nothing framed."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
    " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
MEDIA = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # no-referrer would blank the Origin that CSRF is judged by
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "private, no-store",
}


class SecurityHeaders:
    """Adds them; what an answer has set itself (how long it may be kept) stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the headers."""
        response = self.get_response(request)
        media = request.path.startswith("/media/")
        response.headers.setdefault("Content-Security-Policy", MEDIA if media else PAGE)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if settings.SECURE:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response
