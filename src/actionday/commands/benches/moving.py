"""The robustness of videos: short films, edited, and how many of their frames are still found."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from actionday.commands.benches.edits import captioned
from actionday.commands.benches.rows import Measured, Row
from actionday.commands.benches.samples import drawn
from actionday.media.codes import Codes, codes_of
from actionday.media.remedies import film_forms_of
from actionday.media.thresholds import MINIMUM_QUALITY, RADIUS
from actionday.rehearsal.clips import Clip, write_clip

SIZE = (320, 240)
RATE = 10
SCENES = 6
"""Seconds of a film; each shows another picture, over which the view moves."""

SHARE = 0.5
"""Of the original's frames, how many have to be found by the copy's for the film to be found."""


def film(scenes: list[Image.Image]) -> Clip:
    """Let the view move over one picture a second."""
    wide, high = SIZE
    frames = []
    for scene in scenes:
        for step in range(RATE):
            left, top = step * (scene.width - wide) // RATE, step * (scene.height - high) // RATE
            frames.append(scene.crop((left, top, left + wide, top + high)))
    return Clip(tuple(frames), RATE)


def same(clip: Clip) -> Clip:
    """Change nothing but the encoding."""
    return clip


def trimmed(clip: Clip) -> Clip:
    """Take off a second and a half at the start, so that no whole second is where it was."""
    return Clip(clip.frames[3 * RATE // 2 :], RATE)


def faster(clip: Clip) -> Clip:
    """Play it 1.1 times as fast: each eleventh frame is left out."""
    kept = [each for index, each in enumerate(clip.frames) if index % 11 != 10]
    return Clip(tuple(kept), RATE)


def slower_rate(clip: Clip) -> Clip:
    """Give it four frames a second, the nearest ones."""
    times = np.arange(0, len(clip.frames) / RATE, 0.25)
    return Clip(tuple(clip.frames[int(time * RATE)] for time in times), 4)


def letterboxed(clip: Clip) -> Clip:
    """Put it on a black square."""
    wide, high = SIZE
    framed = []
    for frame in clip.frames:
        square = Image.new("RGB", (wide, wide), "black")
        square.paste(frame, (0, (wide - high) // 2))
        framed.append(square)
    return Clip(tuple(framed), RATE)


def with_caption(clip: Clip) -> Clip:
    """Write over the lowest fifth of each frame."""
    return Clip(tuple(captioned(frame) for frame in clip.frames), RATE)


FILM_EDITS: dict[str, tuple[Callable[[Clip], Clip], int]] = {
    "re-encoded, crf 40": (same, 40),
    "trimmed by 1.5 s": (trimmed, 28),
    "1.1 times as fast": (faster, 28),
    "at 4 frames a second": (slower_rate, 28),
    "letterboxed": (letterboxed, 28),
    "caption over 20 %": (with_caption, 28),
}
"""Name -> what changes the frames, and how coarsely (0 to 51) they are encoded."""


WAYS: dict[str, tuple[int, tuple[str, ...]]] = {
    "plain": (1, ()),
    "4 a second": (4, ()),
    "trim": (1, ("trim",)),
    "both": (4, ("trim",)),
}
"""How a copy is looked for -> how many frames a second, and which remedies."""


def of_films(number: int) -> list[Row]:
    """Return the rows of all edits, in every way of looking."""
    scenes = drawn(number * SCENES, SIZE[0] + 2 * RATE, SIZE[1] + RATE)
    films = [film(scenes[first : first + SCENES]) for first in range(0, len(scenes), SCENES)]
    with tempfile.TemporaryDirectory(prefix="actionday-bench-") as folder:
        paths = [Path(folder) / f"{place}.mp4" for place in range(number)]
        listed = [hashed(written(each, path, 20)) for each, path in zip(films, paths, strict=True)]
        lines = []
        for edit, (change, crf) in FILM_EDITS.items():
            for one, path in zip(films, paths, strict=True):
                write_clip(change(one), path, crf)
            for way, (parts, remedies) in WAYS.items():
                copies = [hashed(path, parts, remedies) for path in paths]
                lines += of_edit(edit, way, copies, listed)
        return lines


def written(clip: Clip, path: Path, crf: int) -> Path:
    """Encode a film, and return where it is."""
    write_clip(clip, path, crf)
    return path


def hashed(path: Path, parts: int = 1, remedies: tuple[str, ...] = ()) -> Codes:
    """Return the hashes of a film's clear frames."""
    forms = (form for _time, form in film_forms_of(path, remedies, False, parts))
    return codes_of([form.value for form in forms if form.quality >= MINIMUM_QUALITY])


def of_edit(edit: str, way: str, copies: list[Codes], listed: list[Codes]) -> list[Row]:
    """Return the rows of one edit and one way of looking."""
    shares = np.array([[found_share(copy, other) for other in listed] for copy in copies])
    own = np.diagonal(shares)
    figures = {
        "frames found": own.mean(),
        "recall": (own >= SHARE).mean(),
        "frames found in others": shares[~np.eye(len(shares), dtype=bool)].mean(),
    }
    return [
        Measured("robustness", edit, len(copies), "drawn films", f"{unit} {way}").row(float(figure))
        for unit, figure in figures.items()
    ]


def found_share(copy: Codes, listed: Codes) -> float:
    """Return which share of the original's frames is within the radius of some hash of the copy."""
    apart = np.bitwise_count(copy[:, None, :] ^ listed[None, :, :]).sum(axis=2)
    return float((apart <= RADIUS).any(axis=0).mean()) if len(copy) and len(listed) else 0.0
