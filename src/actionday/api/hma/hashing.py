"""Hashing: a picture's PDQ hash; decoded apart from us, as all that comes from outside."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from actionday.edge.sandbox import Unreadable, sandbox
from actionday.edge.storage import store
from actionday.media.thresholds import MINIMUM_QUALITY
from actionday.tenancy.models import Scope
from actionday.tenancy.tokens import Caller

from .door import Wrong, call

LIMIT = 32 * 2**20


@call("POST", Scope.MATCH)
def hash_photo(request: HttpRequest, caller: Caller) -> dict[str, str]:
    """Return the hash of the picture that was sent as `photo`."""
    return {"pdq": pdq_of(request)}


@call("GET", Scope.MATCH)
def hash_url(request: HttpRequest, caller: Caller) -> Any:
    """Refuse to fetch."""
    raise Wrong(400, _("Nothing is fetched for others: send the file, as 'photo'."))


def pdq_of(request: HttpRequest) -> str:
    """Return the hash of the one picture that a call carries; refuse one that cannot be matched."""
    photo = request.FILES.get("photo")
    if not isinstance(photo, UploadedFile) or len(request.FILES) != 1:
        raise Wrong(400, _("One picture is expected, as the file 'photo'."))
    if not photo.size or photo.size > LIMIT:
        raise Wrong(400, _("A picture has 1 byte to %(most)d MB.") % {"most": LIMIT >> 20})
    with tempfile.TemporaryDirectory(dir=store().incoming) as folder:
        path = Path(folder) / "photo"
        with path.open("wb") as copy:
            for chunk in photo.chunks():
                copy.write(chunk)
        try:
            found = sandbox().examine(path)
        except Unreadable as error:
            raise Wrong(400, _("This is no picture: %(why)s") % {"why": error}) from error
    hashes = [each for each in found["fingerprints"] if each["type"] == "pdq"]
    if not hashes:
        raise Wrong(400, _("This is no picture."))
    if hashes[0]["quality"] < MINIMUM_QUALITY:  # it would match whatever else is as flat
        raise Wrong(400, _("This picture has too little detail to be matched."))
    return str(hashes[0]["value"])
