"""Capture: keep what is there before it goes; the page as sent, and its media."""

import tempfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.cases.canonical import Canonical, InvalidAddress, canonicalise
from actionday.cases.models import Capture, Item, Sighting
from actionday.cases.taxonomy import Kind
from actionday.edge.fetch import Fetched, FetchError, allowed_names, fetcher
from actionday.edge.page import Page, read
from actionday.edge.storage import store
from actionday.tenancy.acting import Actor

from . import Done

PAGE_BYTES = 8 * 2**20
MEDIA_BYTES = 512 * 2**20
PAGE_S, MEDIA_S = 30, 300
PASSING = {"timeout", "connect", "dns"}  # worth another try, as is any answer of 500 and above
LOCK = 0x495445  # "ITE": the class of the advisory locks of identities


class NotGot(Exception):
    """There is no page or media to keep; `passing` says that it may be there later."""

    def __init__(self, reason: str, passing: bool) -> None:
        super().__init__(reason)
        self.passing = passing


@dataclass(slots=True)
class Prepared:
    """What was got of one item; `named` is what its short link names, `error` why nothing was."""

    item: UUID
    page: Page = field(default_factory=Page)
    chain: list[dict[str, Any]] = field(default_factory=list)
    final_url: str = ""
    named: Canonical | None = None
    files: list[dict[str, Any]] = field(default_factory=list)
    media_error: str = ""
    error: str = ""


def prepare(item: UUID, last_try: bool = True) -> Prepared | None:
    """Fetch the page and its media into the store."""
    row = Item.objects.filter(pk=item, state="submitted").select_related("platform").first()
    if row is None:
        return None
    prepared = Prepared(item)
    try:
        keep_page(prepared, row.canonical_url)
        if row.unresolved:
            follow(prepared, row.platform.hosts)
    except NotGot as error:
        if error.passing and not last_try:
            raise
        prepared.error = str(error)
        return prepared
    if prepared.page.media_url:
        keep_media(prepared)
    return prepared


def get(url: str, limit: int, seconds: int, into: Path | None = None) -> Fetched:
    """Fetch what is there; raises NotGot for anything but an answer of 200."""
    try:
        fetched = fetcher().get(url, into=into, limit=limit, seconds=seconds)
    except FetchError as error:
        raise NotGot(str(error), passing=error.code in PASSING) from error
    if fetched.status != 200:
        words = _("The platform answered %(status)s.") % {"status": fetched.status}
        raise NotGot(words, passing=fetched.status >= 500)
    return fetched


def keep_page(prepared: Prepared, url: str) -> None:
    """Fetch and store the page; follow it to where it ends."""
    fetched = get(url, PAGE_BYTES, PAGE_S)
    body = fetched.body or b""
    prepared.chain = [
        {"url": hop.url, "address": hop.address, "status": hop.status} for hop in fetched.chain
    ]
    prepared.final_url = fetched.url
    key = store().put_bytes(body)
    prepared.files.append(file("page", key, len(body), fetched.content_type, fetched.url))
    prepared.page = read(body, fetched.url)


def follow(prepared: Prepared, hosts: list[str]) -> None:
    """Note what a short link names; one that leads away from its platform is not captured."""
    try:
        named = canonicalise(prepared.final_url, allowed=allowed_names())
    except InvalidAddress as error:
        raise NotGot(str(error), passing=False) from error
    if named.host not in hosts:
        words = _("The link leads to %(host)s, away from its platform.") % {"host": named.host}
        raise NotGot(words, passing=False)
    prepared.named = None if named.unresolved else named


def file(role: str, sha256: str, size: int, content_type: str, url: str) -> dict[str, Any]:
    """Return the record of one stored file."""
    return {"role": role, "sha256": sha256, "size": size, "type": content_type, "url": url}


def keep_media(prepared: Prepared) -> None:
    """Fetch the media into the store; if that fails the page alone is kept, and it says so."""
    url = prepared.page.media_url
    with tempfile.TemporaryDirectory(dir=store().incoming) as folder:
        path = Path(folder) / "media"
        try:
            fetched = get(url, MEDIA_BYTES, MEDIA_S, into=path)
        except NotGot as error:
            prepared.media_error = str(error)
            return
        key = store().put_file(path)
    prepared.files.append(file("media", key, fetched.size, fetched.content_type, fetched.url))


def write(actor: Actor, prepared: Prepared) -> Done | None:
    """Save the capture and move the item on, or merge it with what its short link names."""
    hold_identity(prepared)
    item = (
        Item.objects.select_for_update(no_key=True, of=["self"])
        .select_related("day")
        .get(pk=prepared.item)
    )
    if item.state != "submitted":
        return None
    done = Done()
    if prepared.error:
        fail(done, item, prepared)
        return done
    if prepared.named:
        known = other_with(item, prepared.named.identity)
        if known is not None:
            merge(done, item, known)
            return done
    save(done, item, prepared)
    return done


def hold_identity(prepared: Prepared) -> None:
    """Let only one step at a time decide which item has the identity that a short link led to."""
    if prepared.named is None:
        return
    number = zlib.crc32(prepared.named.identity.encode()) - 2**31
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, number])


def other_with(item: Item, identity: str) -> Item | None:
    """Return the day's other item that has this identity."""
    others = Item.objects.filter(day=item.day, identity=identity, merged_into=None)
    return others.exclude(pk=item.pk).first()


def fail(done: Done, item: Item, prepared: Prepared) -> None:
    """Say on the item why nothing was captured; a person tries again or supplies the media."""
    item.state, item.trouble = "uncaptured", prepared.error[:300]
    item.save(update_fields=["state", "trouble"])
    done.tell(item.day.log_id, "item.uncaptured", item.subject, private={"why": prepared.error})
    done.move("uncaptured", item.pk)


def merge(done: Done, item: Item, known: Item) -> None:
    """Make the item one with the known one, whose finds its own become."""
    for sighting in item.sightings.order_by("pk"):
        twin = Sighting.objects.filter(item=known, unit=sighting.unit)
        if twin.update(times=F("times") + sighting.times):
            sighting.delete()
        else:
            sighting.item = known
            sighting.save(update_fields=["item"])
    item.state, item.merged_into = "merged", known
    item.save(update_fields=["state", "merged_into"])
    done.tell(item.day.log_id, "item.merged", item.subject, into=known.subject)
    done.move("merged", item.pk)


def save(done: Done, item: Item, prepared: Prepared) -> None:
    """Save what was got, and what the page says of itself."""
    page = prepared.page
    Capture.objects.create(
        item=item,
        at=timezone.now(),
        final_url=prepared.final_url,
        chain=prepared.chain,
        files=prepared.files,
        title=page.title,
        text=page.text,
        author=page.author,
        posted_at=page.posted_at,
        media_error=prepared.media_error,
    )
    if prepared.named:
        item.identity, item.canonical_url = prepared.named.identity, prepared.named.url
        item.unresolved, item.kind = False, prepared.named.kind or item.kind
    if item.kind == Kind.PAGE and page.kind:
        item.kind = page.kind
    item.language = page.language or item.language
    item.title, item.state = page.title, "captured"
    if prepared.media_error:
        item.trouble = _("The media was not got: %(why)s") % {"why": prepared.media_error}
    item.save(
        update_fields=[
            "identity",
            "canonical_url",
            "unresolved",
            "kind",
            "language",
            "title",
            "state",
            "trouble",
        ]
    )
    done.tell(
        item.day.log_id,
        "item.captured",
        item.subject,
        kind=item.kind,
        language=item.language or None,
        private={"final_url": prepared.final_url, "files": prepared.files, "chain": prepared.chain},
    )
    done.move("captured", item.pk)
