"""All addresses where matching alone is served (`actionday serve --only match`)."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils.translation import gettext as _
from ninja import NinjaAPI

from actionday import __version__
from actionday.api import match, problems
from actionday.api.auth import Bearer
from actionday.web.health import livez, readyz

api = NinjaAPI(
    title="Actionday: matching",
    version=__version__,
    auth=Bearer(),
    openapi_url="/openapi.json",
    docs_url=None,
    urls_namespace="match",
)
api.add_router("", match.router)
problems.install(api)


def not_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such address."""
    return problems.problem(404, _("Matching alone is served here."))


handler404 = not_here
urlpatterns = [
    path("api/v1/", api.urls),
    path("hma/", include("actionday.api.hma.urls")),
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
]
