"""Supply: where the server cannot fetch, an investigator hands the media in.

It is stored like a capture and marked as supplied; then the piece goes its way from fingerprinting.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.cases.models import Capture, Fingerprint, Item
from actionday.edge.storage import store
from actionday.tenancy.acting import Actor, as_the_program

from . import Done, Refused

LIMIT = 512 * 2**20
OPEN_TO_SUPPLY = ("submitted", "uncaptured", "captured", "fingerprinted", "matched")


class Upload(Protocol):
    """An uploaded file, as the web framework hands it over."""

    size: int | None
    file: IO[bytes] | None
    content_type: str | None


@dataclass(slots=True)
class Prepared:
    """The stored file for an item."""

    item: UUID
    sha256: str
    size: int
    content_type: str


def prepare(item: UUID, upload: Upload) -> Prepared:
    """Put the file into the store."""
    size = upload.size or 0
    if size == 0 or upload.file is None:
        raise Refused(422, _("The file is empty."))
    if size > LIMIT:
        raise Refused(413, _("The file is larger than %(limit)s MB.") % {"limit": LIMIT // 2**20})
    with tempfile.TemporaryDirectory(dir=store().incoming) as folder:
        path = Path(folder) / "media"
        with path.open("wb") as copy:
            while chunk := upload.file.read(2**20):
                copy.write(chunk)
        key = store().put_file(path)
    return Prepared(item, key, size, upload.content_type or "")


def write(actor: Actor, prepared: Prepared) -> Done:
    """Make the file the item's media; it is fingerprinted and matched anew."""
    item = (
        Item.objects.select_for_update(no_key=True, of=["self"])
        .select_related("day")
        .get(pk=prepared.item)
    )
    if not item.sightings.exists():
        raise Refused(403, _("Your unit has not found this piece: only who found it supplies it."))
    if item.state not in OPEN_TO_SUPPLY or is_assessed(item):
        raise Refused(409, _("This piece has been assessed: its media can no longer be replaced."))
    media = {
        "role": "media",
        "sha256": prepared.sha256,
        "size": prepared.size,
        "type": prepared.content_type,
        "supplied": True,
    }
    with as_the_program():
        replace_media(item, media)
    item.state, item.seat, item.trouble = "captured", "", ""
    item.save(update_fields=["state", "seat", "trouble"])
    done = Done(answer={"item": str(item.pk), "sha256": prepared.sha256, "state": item.state})
    done.tell(
        item.day.log_id,
        "item.captured",
        item.subject,
        kind=item.kind,
        language=item.language or None,
        private={"files": [media], "supplied_by": actor.member},
    )
    done.move("supplied", item.pk)
    return done


def is_assessed(item: Item) -> bool:
    """Say whether anybody has given a view of the piece."""
    with as_the_program():
        return item.assessments.exists()


def replace_media(item: Item, media: dict[str, object]) -> None:
    """Put the supplied file in the place of what was captured, and forget what it looked like."""
    capture, _made = Capture.objects.get_or_create(
        item=item,
        defaults={"at": timezone.now(), "final_url": item.canonical_url, "chain": [], "files": []},
    )
    capture.files = [each for each in capture.files if each["role"] != "media"] + [media]
    capture.media_error = ""
    capture.save(update_fields=["files", "media_error"])
    Fingerprint.objects.filter(item=item).delete()
