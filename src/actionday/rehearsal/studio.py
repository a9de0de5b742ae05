"""Makes every picture and clip of a world, family by family, with a few processes."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from PIL import Image

from actionday.rehearsal.clips import Clip, draw_clip, write_clip
from actionday.rehearsal.copies import edited
from actionday.rehearsal.phrases import SHEETS
from actionday.rehearsal.pictures import draw_picture, generator
from actionday.rehearsal.piece import Piece
from actionday.rehearsal.world import World

JPEG_QUALITY = {"original": 88, "reencoded": 42}
CRF = {"original": 25, "reencoded": 34}
COPY_JPEG_QUALITY, COPY_CRF = 68, 30

BATCH = 8
"""Families a task: few enough for a smooth progress, many enough to hide the hand-over."""


@dataclass(frozen=True, slots=True)
class Family:
    """The pieces with media of one family, and the seed of the world that they belong to."""

    seed: int
    number: int
    pieces: tuple[Piece, ...]


def make_media(
    world: World, folder: Path, progress: Callable[[int, int], None] | None = None
) -> None:
    """Write `<piece id>.mp4|jpg` for every piece with media; `progress` gets (done, total).

    The bytes follow from the world alone. Uses two processes, or fewer where there is one core.
    """
    folder.mkdir(parents=True, exist_ok=True)
    families = media_families(world)
    done, total = 0, sum(len(family.pieces) for family in families)
    batches = [families[start : start + BATCH] for start in range(0, len(families), BATCH)]
    workers = min(2, os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        tasks = [pool.submit(make_families, batch, folder) for batch in batches]
        for task in as_completed(tasks):
            done += task.result()
            if progress:
                progress(done, total)


def media_families(world: World) -> list[Family]:
    """Return the families that have media, in the order of their numbers."""
    members: dict[int, list[Piece]] = defaultdict(list)
    for piece in world.pieces:
        if piece.media:
            members[piece.family].append(piece)
    return [
        Family(world.seed, number, tuple(sorted(pieces, key=lambda piece: piece.id)))
        for number, pieces in sorted(members.items())
    ]


def make_families(families: Iterable[Family], folder: Path) -> int:
    """Write the media of some families; return how many files that were."""
    return sum(_make_family(family, folder) for family in families)


def _make_family(family: Family, folder: Path) -> int:
    """Draw the original once and derive each piece's file from it in memory."""
    make = _make_clips if family.pieces[0].kind == "video" else _make_pictures
    make(family, folder)
    return len(family.pieces)


def _make_pictures(family: Family, folder: Path) -> None:
    original = _original(family)
    rng = generator("picture", family.seed, family.number)
    slogan = str(rng.choice(SHEETS["en"].slogans))
    picture = draw_picture(rng, original.width, original.height, original.subject.group, slogan)
    for piece in family.pieces:
        copy = edited(picture, piece.edit, (piece.width, piece.height), piece.author)
        _write_picture(copy, folder / str(piece.media), piece.edit)


def _write_picture(picture: Image.Image, path: Path, edit: str) -> None:
    picture.save(path, "JPEG", quality=JPEG_QUALITY.get(edit, COPY_JPEG_QUALITY))


def _make_clips(family: Family, folder: Path) -> None:
    original = _original(family)
    rng = generator("clip", family.seed, family.number)
    slogan = str(rng.choice(SHEETS["en"].slogans))
    clip = draw_clip(rng, original.width, original.height, original.subject.group, slogan)
    for piece in family.pieces:
        crf = CRF.get(piece.edit, COPY_CRF)
        write_clip(_clip_of(clip, piece), folder / str(piece.media), crf)


def _clip_of(clip: Clip, piece: Piece) -> Clip:
    clip = clip.trimmed() if piece.edit == "trimmed" else clip
    size = (piece.width, piece.height)
    frames = (edited(frame, piece.edit, size, piece.author) for frame in clip.frames)
    return Clip(tuple(frames), clip.rate)


def _original(family: Family) -> Piece:
    return next(piece for piece in family.pieces if piece.edit == "original")
