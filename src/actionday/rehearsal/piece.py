"""One piece of content on Plaza, and all that the rehearsal knows about it beforehand."""

from dataclasses import dataclass
from datetime import datetime

PREFIXES = {"video": "/v/", "image": "/p/", "text": "/t/", "account": "/a/"}
"""Where a piece of each kind lives on Plaza."""

SUFFIXES = {"video": ".mp4", "image": ".jpg"}
"""File endings of the kinds that have a media file."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What a careful assessor would find: `refer` or `do_not_refer`, and the true exemption."""

    verdict: str
    exemption: str | None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a piece is about; copies of one original usually share it.

    `says` is a key of the phrase sheets. `claimed` and `true` are purposes out of the exempt ones,
    or None: propaganda may claim to be news, and only the true purpose exempts. `clause` is the
    number of the clause of Plaza's terms that it breaks, or None.
    """

    kind: str
    says: str
    ideology: str
    group: str
    grounds: tuple[str, ...]
    refers_to: str | None
    claimed: str | None
    true: str | None
    clause: str | None

    @property
    def truth(self) -> Truth:
        """Return the right verdict: refer whatever has a ground and no exempt true purpose."""
        return Truth("refer" if self.grounds else "do_not_refer", self.true)


@dataclass(frozen=True, slots=True)
class Leaning:
    """What Plaza will make of a referral of this piece; fixed by the seed.

    `outcome` None: it never answers. `delay_s`: seconds from seeing the referral to deciding.
    `acts` False: it says that it removed the piece, but the piece stays up. `territories`: ISO
    country codes of a restriction.
    """

    outcome: str | None
    delay_s: float
    acts: bool
    automated: bool
    territories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A post or an account on Plaza.

    `edit` says how it differs from its family's original: original, reencoded, resized, captioned,
    mirrored or trimmed. `caption` is the post's text. `width` and `height` are pixels of the media
    (0 without media). `difficulty` (0 to 1) is how likely an assessor errs. `leaves`: its
    uploader takes it away once it has been referred.
    """

    id: str
    family: int
    edit: str
    subject: Subject
    language: str
    title: str
    caption: str
    author: str
    short_code: str
    posted_at: datetime
    width: int
    height: int
    difficulty: float
    leaves: bool
    leaning: Leaning

    @property
    def kind(self) -> str:
        """Return video, image, text or account."""
        return self.subject.kind

    @property
    def truth(self) -> Truth:
        """Return the right verdict on it."""
        return self.subject.truth

    @property
    def path(self) -> str:
        """Return the canonical path of its page."""
        return PREFIXES[self.kind] + (self.author if self.kind == "account" else self.id)

    @property
    def media(self) -> str | None:
        """Return the name of its media file, or None."""
        return self.id + SUFFIXES[self.kind] if self.kind in SUFFIXES else None
