"""What a scripted investigator says of a piece: a function of seed, piece and seat alone.

So the figures repeat by the seed, whoever claims a piece and whenever.
"""

from random import Random
from typing import Any
from urllib.parse import parse_qs, urlsplit

from actionday.rehearsal.piece import Piece
from actionday.rehearsal.world import World

HASTY = {"first": 1.0, "second": 1.0, "third": 0.5}
"""How much of a piece's difficulty remains in a seat; who decides between two looks longer."""

ESCALATED_SHARE, UNSURE_SHARE = 0.15, 0.4
"""Of the errors on what should be referred: escalated (by the first alone), unsure; the rest say
do not refer."""

EXEMPT = ("journalism", "art", "research", "education", "public_debate")
MISREAD_CLAUSE = "4.1"
WHY_REFER = (
    "Shows {about} with approval and calls on others to follow; no distance is taken.",
    "Celebrates {about}; emblem, slogan and tone are those of its supporters.",
    "Praises {about} and those behind it; nothing in it informs or argues.",
)
WHY_EXEMPT = (
    "Reports on {about} and keeps its distance: {purpose}.",
    "Shows {about} in order to discuss it; the true purpose is {purpose}.",
)
WHY_PLAIN = "Crude, perhaps, but no ground is met: nobody is called on to do anything."
WHY_UNSURE = "The meaning hangs on words that I cannot place; somebody else should look."
WHY_ESCALATE = "Names a time and a place; a senior colleague should see this at once."

View = dict[str, Any]


class Judge:
    """Knows every piece's truth, and gives a seat's view of what is at an address."""

    def __init__(self, world: World) -> None:
        self.seed = world.seed
        self.by_path = {piece.path: piece for piece in world.pieces}
        self.by_path |= {f"/s/{piece.short_code}": piece for piece in world.pieces}
        self.by_id = world.by_id

    def piece_at(self, url: str) -> Piece:
        """Return the piece that a canonical address names."""
        parts = urlsplit(url)
        if parts.path == "/clip":
            return self.by_id[parse_qs(parts.query)["id"][0]]
        if parts.path.startswith("/@"):
            return self.by_path[f"/a/{parts.path[2:]}"]
        return self.by_path[parts.path]

    def view(self, url: str, seat: str) -> View:
        """Return the view from `seat` of the piece at `url`, in the form that the API takes."""
        piece = self.piece_at(url)
        rng = Random(f"actionday verdict {self.seed} {piece.id} {seat}")
        errs = rng.random() < piece.difficulty * HASTY[seat]
        if piece.truth.verdict == "refer":
            return misjudged(rng, piece, seat) if errs else referred(rng, piece)
        return overcautious(rng, piece) if errs else left(rng, piece, piece.truth.exemption)


def referred(rng: Random, piece: Piece) -> View:
    """Return the right view of what should be referred."""
    subject = piece.subject
    about = subject.refers_to or subject.group
    return view(piece, "refer", rng.choice(WHY_REFER).format(about=about)) | {
        "grounds": list(subject.grounds),
        "terms_clause": subject.clause,
    }


def misjudged(rng: Random, piece: Piece, seat: str) -> View:
    """Return a wrong view of what should be referred."""
    if seat == "first" and rng.random() < ESCALATED_SHARE:
        return view(piece, "escalate", WHY_ESCALATE) | {"grounds": list(piece.subject.grounds)}
    if rng.random() < UNSURE_SHARE:
        return view(piece, "unsure", WHY_UNSURE, true="doubt")
    return left(rng, piece, piece.subject.claimed or rng.choice(EXEMPT))


def left(rng: Random, piece: Piece, exemption: str | None) -> View:
    """Return the view to leave it alone, for an exempt purpose or for want of a ground."""
    if exemption is None:
        return view(piece, "do_not_refer", WHY_PLAIN)
    about = piece.subject.refers_to or piece.subject.group
    why = rng.choice(WHY_EXEMPT).format(about=about, purpose=exemption.replace("_", " "))
    return view(piece, "do_not_refer", why, true=exemption)


def overcautious(rng: Random, piece: Piece) -> View:
    """Return the wrong view that what is lawful should be referred."""
    about = piece.subject.refers_to or piece.subject.group
    return view(piece, "refer", rng.choice(WHY_REFER).format(about=about)) | {
        "grounds": ["incites"],
        "terms_clause": MISREAD_CLAUSE,
    }


def view(piece: Piece, verdict: str, reason: str, true: str = "none") -> View:
    """Return what every view has."""
    subject = piece.subject
    return {
        "verdict": verdict,
        "ideology": subject.ideology,
        "refers_to": [subject.refers_to] if subject.refers_to else [],
        "purpose": {"claimed": subject.claimed or "none", "true": true},
        "reason": reason,
    }
