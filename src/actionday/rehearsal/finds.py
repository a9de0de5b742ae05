"""Draws what the units submit: which of them found which piece, and in which form of its link."""

from dataclasses import dataclass
from random import Random

from actionday.rehearsal.countries import READS
from actionday.rehearsal.piece import Piece
from actionday.rehearsal.subjects import pick

HOST = "plaza.localhost"
"""Plaza's name: `.localhost` names are loopback by RFC 6761."""

FORMS = {"canonical": 45, "tracking": 20, "mobile": 13, "long": 10, "short": 12}
TRACKERS = (
    "utm_source=share&utm_medium=app",
    "utm_campaign=weekly&utm_source=mail",
    "fbclid=IwAR{tail}",
    "gclid=Cj0{tail}",
    "si={tail}",
)
NOTES = (
    "seen in a closed channel",
    "comments are worse than the post",
    "second copy this week",
    "shared by a known account",
    "please look at the emblem",
)


@dataclass(frozen=True, slots=True)
class Find:
    """One submission of a unit.

    `piece` is the piece's id; `path` the path and query of the link as found; `mobile` whether it
    is on the `m.` host; `language` and `kind` are the finder's hints or None; `note` may be empty.
    """

    ordinal: int
    unit: str
    piece: str
    form: str
    path: str
    mobile: bool
    language: str | None
    kind: str | None
    note: str

    def url(self, port: int) -> str:
        """Return the link as found, on a Plaza that listens on `port`."""
        return f"http://{'m.' if self.mobile else ''}{HOST}:{port}{self.path}"


def draw_find(rng: Random, ordinal: int, unit: str, piece: Piece) -> Find:
    """Draw the form of the link and the finder's hints."""
    form = pick(rng, FORMS)
    return Find(
        ordinal=ordinal,
        unit=unit,
        piece=piece.id,
        form=form,
        path=_path(rng, form, piece),
        mobile=form == "mobile",
        language=piece.language if rng.random() < 0.7 else None,
        kind=piece.kind if rng.random() < 0.6 else None,
        note=rng.choice(NOTES) if rng.random() < 0.3 else "",
    )


def _path(rng: Random, form: str, piece: Piece) -> str:
    if form == "short":
        return f"/s/{piece.short_code}"
    if form == "tracking":
        return f"{piece.path}?{_tracker(rng)}"
    if form == "long":
        return _long(rng, piece)
    return piece.path


def _long(rng: Random, piece: Piece) -> str:
    """Return the other long form of the link, as people copy it from other places."""
    if piece.kind == "video":
        return f"/clip?id={piece.id}"
    if piece.kind == "account":
        return f"/@{piece.author}"
    return f"{piece.path}?{_tracker(rng)}&{_tracker(rng)}"


def _tracker(rng: Random) -> str:
    return rng.choice(TRACKERS).format(tail=f"{rng.getrandbits(40):010x}")


def draw_unit(rng: Random, weights: dict[str, float], language: str) -> str:
    """Draw who finds a piece: busy units more often, and most who read its language."""
    fit = [weight * (6 if language in READS[unit] else 1) for unit, weight in weights.items()]
    return rng.choices(list(weights), fit)[0]
