"""Where the re-encoded pictures of a piece are served: the small one, the large one, the strip."""

from collections.abc import Mapping
from uuid import UUID

from django.urls import reverse

THUMB, POSTER, STRIP = "thumb.jpg", "poster.jpg", "strip.jpg"


def thumbnail(item: UUID, derivatives: Mapping[str, str] | None) -> str:
    """Return the address of the small picture, empty where there is none."""
    return served(item, derivatives, THUMB)


def poster(item: UUID, derivatives: Mapping[str, str] | None) -> str:
    """Return the address of the large picture, empty where there is none."""
    return served(item, derivatives, POSTER)


def key_frames(item: UUID, derivatives: Mapping[str, str] | None) -> str:
    """Return the address of a clip's key frames side by side, empty where there are none."""
    return served(item, derivatives, STRIP)


def served(item: UUID, derivatives: Mapping[str, str] | None, name: str) -> str:
    """Return the address of one picture, empty where it does not exist."""
    return reverse("media", args=[item, name]) if name in (derivatives or {}) else ""
