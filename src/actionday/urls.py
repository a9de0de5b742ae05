"""All addresses: the API, then the pages."""

from django.urls import include, path

from actionday.api.v1 import api
from actionday.web.account.serving import throttled
from actionday.web.health import livez, readyz
from actionday.web.second_factor import before_second_factor

handler429 = throttled
urlpatterns = [
    path("api/v1/", api.urls),
    path("hma/", include("actionday.api.hma.urls")),
    path("livez", before_second_factor(livez), name="livez"),
    path("readyz", before_second_factor(readyz), name="readyz"),
    path("", include("actionday.web.urls")),
]
