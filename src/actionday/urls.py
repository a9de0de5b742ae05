"""All addresses: the API, then the pages."""

from django.urls import include, path

from actionday.api.v1 import api
from actionday.web.health import livez, readyz

urlpatterns = [
    path("api/v1/", api.urls),
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("", include("actionday.web.urls")),
]
