"""Draws the pieces of Plaza in families: an original and its copies by other uploaders."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from textwrap import shorten

from actionday.rehearsal.leanings import draw_leaning
from actionday.rehearsal.names import Names
from actionday.rehearsal.phrases import SHEETS
from actionday.rehearsal.piece import Leaning, Piece, Subject
from actionday.rehearsal.subjects import draw_subject, exempt, pick

KINDS = {"video": 180, "image": 140, "text": 150, "account": 50}
"""Weights of *families*; media come about 2.5 a family: of pieces, 45, 35, 15 and 5 per cent."""

EDITS = {
    "video": {"reencoded": 25, "resized": 20, "captioned": 20, "mirrored": 15, "trimmed": 20},
    "image": {"reencoded": 30, "resized": 25, "captioned": 25, "mirrored": 20},
}
SIZES = {
    "video": ((264, 148), (288, 162), (264, 198), (272, 204), (126, 224)),
    "image": ((480, 360), (400, 400), (360, 480), (512, 320), (420, 300)),
}
LARGEST = 12
SINGLE_SHARE = 0.5
QUOTED_SHARE = 0.05
"""Of the copies of propaganda: a reporter or researcher shows it, so it must not be referred."""
LEAVES_SHARE = 0.06
"""Of those on which Plaza does not act: the uploader takes it away once it has been referred."""

NEWEST = datetime(2023, 9, 27, 20, 0, tzinfo=UTC)
"""All was posted before this: a fixed time, so that the world depends on nothing but its seed."""


@dataclass
class Draw:
    """The draw in progress: its randomness, names and handles given, and the posts' languages."""

    rng: Random
    names: Names
    languages: tuple[str, ...]
    handles: list[str] = field(default_factory=list)

    def author(self) -> str:
        """Return a handle: a known poster's in a third of the cases."""
        if self.handles and self.rng.random() < 1 / 3:
            return self.rng.choice(self.handles)
        return self.account()

    def account(self) -> str:
        """Return a new handle, which may post from now on."""
        self.handles.append(self.names.handle())
        return self.handles[-1]


def draw_pieces(rng: Random, languages: tuple[str, ...], wanted: int) -> list[Piece]:
    """Draw families until there are `wanted` pieces; return them in a mixed order."""
    draw = Draw(rng, Names(rng), languages)
    pieces: list[Piece] = []
    for number in count():
        if len(pieces) >= wanted:
            break
        pieces += draw_family(draw, number)[: wanted - len(pieces)]
    rng.shuffle(pieces)
    return pieces


def draw_family(draw: Draw, number: int) -> list[Piece]:
    """Draw an original and its copies, oldest first."""
    rng, kind = draw.rng, pick(draw.rng, KINDS)
    subject, posted = draw_subject(rng, kind), NEWEST - timedelta(minutes=rng.randrange(180_000))
    original = draw_piece(draw, number, subject, posted)
    pieces = [original]
    for _ in range(_copies(rng, kind)):
        posted += (NEWEST - posted) * rng.uniform(0, 0.5)
        pieces.append(draw_copy(draw, original, posted))
    return pieces


def _copies(rng: Random, kind: str) -> int:
    """Return how many copies an original has: often none, rarely eleven."""
    if kind not in EDITS or rng.random() < SINGLE_SHARE:
        return 0
    return min(1 + int(rng.expovariate(1 / 2.8)), LARGEST - 1)


def draw_copy(draw: Draw, original: Piece, posted: datetime) -> Piece:
    """Draw a copy: another uploader, often another language, seldom another purpose."""
    rng, subject = draw.rng, original.subject
    if subject.grounds and rng.random() < QUOTED_SHARE:
        subject = exempt(rng, subject.kind, subject)
    return draw_piece(draw, original.family, subject, posted, original)


def draw_piece(
    draw: Draw, family: int, subject: Subject, posted: datetime, original: Piece | None = None
) -> Piece:
    """Draw the rest of a piece; it is a copy where an original is given."""
    rng = draw.rng
    edit = pick(rng, EDITS[subject.kind]) if original else "original"
    language = original.language if original and rng.random() < 0.7 else _language(draw)
    title, caption = _words(rng, subject, language)
    leaning = draw_leaning(rng, subject)
    width, height = _size(rng, subject.kind, edit, original)
    return Piece(
        id=draw.names.code(9),
        family=family,
        edit=edit,
        subject=subject,
        language=language,
        title=title,
        caption=caption,
        author=draw.account() if subject.kind == "account" else draw.author(),
        short_code=draw.names.code(6),
        posted_at=posted.replace(microsecond=0),
        width=width,
        height=height,
        difficulty=_difficulty(rng, subject),
        leaves=_leaves(rng, leaning),
        leaning=leaning,
    )


def _language(draw: Draw) -> str:
    drawn = draw.rng.random()
    if drawn < 0.3:
        return "en" if drawn < 0.17 else "ar"
    return draw.rng.choice(draw.languages)


def _leaves(rng: Random, leaning: Leaning) -> bool:
    """Return whether the uploader takes it away: always where Plaza finds it already gone."""
    return leaning.outcome == "already_removed" or (
        not leaning.acts and rng.random() < LEAVES_SHARE
    )


def _size(rng: Random, kind: str, edit: str, original: Piece | None) -> tuple[int, int]:
    if kind not in SIZES:
        return 0, 0
    if original is None:
        return rng.choice(SIZES[kind])
    if edit != "resized":
        return original.width, original.height
    share = rng.choice((0.7, 0.8, 1.25))
    return round(original.width * share / 2) * 2, round(original.height * share / 2) * 2


def _words(rng: Random, subject: Subject, language: str) -> tuple[str, str]:
    """Return title and text; a text post is some sentences longer."""
    sheet = SHEETS[language]
    slogan = rng.choice(sheet.slogans)
    attack = subject.refers_to or subject.group
    sentence = sheet.says[subject.says].format(group=subject.group, attack=attack, slogan=slogan)
    tag = "#" + "".join(part.capitalize() for part in subject.group.split())
    fillers = rng.sample(sheet.fillers, 3 if subject.kind == "text" else 1)
    title = f"{slogan} {tag}" if subject.grounds else shorten(sentence, 70, placeholder=" …")
    return title, " ".join((sentence, *fillers, f"{tag}{rng.randrange(10, 1000)}"))


def _difficulty(rng: Random, subject: Subject) -> float:
    """Return how likely an assessor errs: false claims and satire are harder than the rest."""
    hard = subject.claimed != subject.true or subject.true == "art"
    return round(rng.betavariate(2, 6) if hard else rng.betavariate(1.2, 18), 3)
