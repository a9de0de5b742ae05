"""Pictures of captured media: only what we have re-encoded, only to those who may look."""

from pathlib import PurePath
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from actionday.cases.models import Capture
from actionday.edge.storage import store

from .access import reading

TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
KEPT_S = 600


@reading
def derivative(request: HttpRequest, item: UUID, name: str) -> HttpResponse:
    """Serve one re-encoded picture of an item; the captured file itself is never served.

    Whose it is not finds no capture: the database decides (`may_see_files`).
    """
    kind = TYPES.get(PurePath(name).suffix)
    if kind is None:
        raise Http404
    derivatives = Capture.objects.filter(item=item).values_list("derivatives", flat=True).first()
    sha256 = (derivatives or {}).get(name)
    if sha256 is None:
        raise Http404
    response = HttpResponse(store().path(sha256).read_bytes(), content_type=kind)
    response["Cache-Control"] = f"private, max-age={KEPT_S}"
    return response
