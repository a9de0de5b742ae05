"""Fingerprint: what the media looks like, and pictures of it that are safe to show."""

import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from actionday.cases.models import Capture, Fingerprint, Item
from actionday.edge.sandbox import Unreadable, sandbox
from actionday.edge.storage import store
from actionday.media.text import fingerprint_text, normalise
from actionday.tenancy.acting import Actor

from . import Done


@dataclass(slots=True)
class Prepared:
    """What the decoder said of one item's media."""

    item: UUID
    fingerprints: list[dict[str, Any]] = field(default_factory=list)
    derivatives: dict[str, str] = field(default_factory=dict)
    duration_s: float | None = None
    error: str = ""


def prepare(item: UUID) -> Prepared | None:
    """Open the media in the sandbox; a text post has the digest of its text."""
    capture = (
        Capture.objects.filter(item=item, item__state="captured").select_related("item").first()
    )
    if capture is None:
        return None
    prepared = Prepared(item)
    media = capture.media_file()
    if media is not None:
        examine(prepared, media["sha256"])
    elif capture.item.kind == "text" and normalise(capture.text):
        prepared.fingerprints = [asdict(each) for each in fingerprint_text(capture.text)]
    return prepared


def examine(prepared: Prepared, sha256: str) -> None:
    """Decode apart from us, keep the fingerprints and the re-encoded pictures."""
    with tempfile.TemporaryDirectory(dir=store().incoming) as folder:
        out = Path(folder)
        try:
            found = sandbox().examine(store().path(sha256), out)
        except Unreadable as error:
            prepared.error = str(error)
            return
        if found["media"] == "text":
            prepared.error = _("what was served as media is text")
        # A fingerprint of sound is of any length, and a day does not match by sound yet.
        prepared.fingerprints = [
            each for each in found["fingerprints"] if each["type"] != "chromaprint"
        ]
        prepared.duration_s = found["duration_s"]
        for path in sorted(out.iterdir()):
            prepared.derivatives[path.name] = store().put_file(path)


def write(actor: Actor, prepared: Prepared) -> Done | None:
    """Save the fingerprints and move the item on, readable or not."""
    item = (
        Item.objects.select_for_update(no_key=True, of=["self"])
        .select_related("day")
        .get(pk=prepared.item)
    )
    if item.state != "captured":
        return None
    Fingerprint.objects.bulk_create(
        Fingerprint(item=item, **each) for each in prepared.fingerprints
    )
    Capture.objects.filter(item=item).update(
        derivatives=prepared.derivatives, duration_s=prepared.duration_s
    )
    item.state = "fingerprinted"
    if prepared.error:
        item.trouble = _("The media could not be opened: %(why)s") % {"why": prepared.error}
    item.save(update_fields=["state", "trouble"])
    done = Done()
    done.tell(
        item.day.log_id,
        "item.fingerprinted",
        item.subject,
        private={
            "fingerprints": [f"{each['type']}:{each['value']}" for each in prepared.fingerprints],
            "error": prepared.error,
        },
    )
    done.move("fingerprinted", item.id)
    return done
