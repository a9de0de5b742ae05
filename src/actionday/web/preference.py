"""How a person wants the site: light or dark, and whether single keys do something.

It is kept in cookies, not with the member: it belongs to the screen one sits at.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

SCHEMES = ("dark", "light")
KEYS = ("on", "off")
ALLOWED = {"scheme": SCHEMES, "keys": KEYS}
YEAR_S = 365 * 24 * 3600


@require_POST
def preference(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen, or forget it, and go back to the page one was on."""
    back = request.POST.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = redirect(back)
    for name, values in ALLOWED.items():
        chosen = request.POST.get(name)
        if chosen in values:
            response.set_cookie(
                name, chosen, YEAR_S, secure=settings.SECURE, httponly=True, samesite="Lax"
            )
        elif chosen is not None:
            response.delete_cookie(name, samesite="Lax")
    return response
