"""Further hashes of a query, for edits that PDQ itself does not survive.

Each remedy undoes an edit, as far as that can be guessed, and hashes what comes out. The list that
is searched stays as it is: a remedy costs further queries, and what further queries find by chance.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from actionday.media.image import read_luma
from actionday.media.limits import DEFAULT_LIMITS, Limits
from actionday.media.pdq import hash_dihedral, hash_luma
from actionday.media.seen import Luma
from actionday.media.video import each_second, read_frames

CROPS = (0.05, 0.09, 0.13, 0.17, 0.21, 0.25, 0.29)
PADS = (0.05, 0.10, 0.15)
TILTS = (-6.0, -4.5, -3.0, -1.5, 1.5, 3.0, 4.5, 6.0)
"""Shares of the width and height, and degrees, that are tried.

They lie so close that what lies between two of them is found by one of both: a hash bears to be off
by two hundredths of the width, or by one degree.
"""

PLAIN = 8
"""Levels of 256 by which a pixel differs from the page that a picture lies on, at least."""

COVERED = 0.2
"""Share of a row or column that differs from the page where the picture is."""

STAINED = 0.05
"""Share of an outermost line that may differ from the page, if there is a page at that side."""

SMALLEST_PART = 0.25
"""Share of the width and height of its page below which a picture is not looked for."""

WORKING_SIDE = 512
"""Pixels of the longer side at which a picture is turned by some degrees."""


@dataclass(frozen=True, slots=True)
class Form:
    """One hash to look for: `name` says how the picture was changed, `none` if it was not."""

    name: str
    value: str
    quality: int


def forms_of(
    data: bytes | Path,
    remedies: Sequence[str] = (),
    dihedral: bool = True,
    limits: Limits = DEFAULT_LIMITS,
) -> list[Form]:
    """Return the hashes by which to look for a picture; the first is the picture's own.

    `remedies` names some of `REMEDIES`; ValueError if there is no such remedy, UnreadableMedia if
    the picture cannot be decoded.
    """
    return forms_of_luma(read_luma(data, limits), remedies, dihedral)


def film_forms_of(
    path: Path,
    remedies: Sequence[str] = (),
    dihedral: bool = True,
    parts: int = 1,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[tuple[float, Form]]:
    """Yield the times and hashes by which to look for a film; UnreadableMedia as for `hash_video`.

    `parts` is how many frames a second: a list has one a second, and where a copy begins between
    two seconds, none of its whole seconds need look like one of the original's.
    """
    for frame in each_second(read_frames(path, limits), parts):
        luma, contrast = frame.luma()
        for form in forms_of_luma(luma, remedies, dihedral, contrast):
            yield round(float(frame.time), 3), form


def forms_of_luma(
    luma: Luma, remedies: Sequence[str] = (), dihedral: bool = True, contrast: float = 1.0
) -> list[Form]:
    """Return the hashes for a luma plane (height, width); `contrast` is that of `pdq.hash_luma`."""
    if unknown := [name for name in remedies if name not in REMEDIES]:
        raise ValueError(f"no such remedy: {', '.join(unknown)}")
    changed = [("none", luma)]
    changed += [each for name in remedies for each in REMEDIES[name](luma)]
    return [form for label, each in changed for form in _named(label, each, dihedral, contrast)]


def _named(label: str, luma: Luma, dihedral: bool, contrast: float) -> Iterator[Form]:
    if not dihedral:
        pdq = hash_luma(luma, contrast)
        yield Form(label, pdq.value, pdq.quality)
        return
    for form, pdq in hash_dihedral(luma, contrast).items():
        name = form if label == "none" else label if form == "none" else f"{label}+{form}"
        yield Form(name, pdq.value, pdq.quality)


def _trimmed(luma: Luma) -> Iterator[tuple[str, Luma]]:
    """Take off the border, the bars, or the page around the picture, if there is one."""
    box = content_box(luma)
    if box is not None:
        top, bottom, left, right = box
        yield "trim", luma[top:bottom, left:right]


def content_box(luma: Luma) -> tuple[int, int, int, int] | None:
    """Return top, bottom, left and right of the picture on a plain page, None if there is no page.

    The page has the level that most pixels of the outermost rows and columns have; a side whose
    outermost line is not of that level is the picture's own.
    """
    sides = (luma[0], luma[-1], luma[:, 0], luma[:, -1])
    page = int(np.bincount(np.concatenate(sides), minlength=256).argmax())
    apart = np.abs(luma.astype(np.int16) - page) > PLAIN
    top, bottom = _longest(apart.mean(axis=1))
    left, right = _longest(apart[top:bottom].mean(axis=0)) if bottom else (0, 0)
    top, bottom = _longest(apart[:, left:right].mean(axis=1)) if right else (0, 0)
    height, width = luma.shape
    if bottom - top < height * SMALLEST_PART or right - left < width * SMALLEST_PART:
        return None
    own = [(np.abs(side.astype(np.int16) - page) > PLAIN).mean() > STAINED for side in sides]
    box = (
        0 if own[0] else top,
        height if own[1] else bottom,
        0 if own[2] else left,
        width if own[3] else right,
    )
    return None if box == (0, height, 0, width) else box


def _longest(covered: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> tuple[int, int]:
    """Return start and end of the longest run of rows or columns that are covered."""
    inside = np.concatenate([[False], covered > COVERED, [False]])
    edges = np.flatnonzero(inside[1:] != inside[:-1]).reshape(-1, 2)
    if not len(edges):
        return 0, 0
    start, end = edges[np.argmax(edges[:, 1] - edges[:, 0])].tolist()
    return start, end


def _cropped(luma: Luma) -> Iterator[tuple[str, Luma]]:
    """Cut the margins off, as whoever made the listed picture may have done."""
    height, width = luma.shape
    for share in CROPS:
        rows, columns = round(height * share / 2), round(width * share / 2)
        yield f"crop{share * 100:.0f}", luma[rows : height - rows, columns : width - columns]


def _padded(luma: Luma) -> Iterator[tuple[str, Luma]]:
    """Put margins around that go on as the picture ends, where the listed one has more of it."""
    height, width = luma.shape
    for share in PADS:
        rows, columns = (round(side * share / (1 - share) / 2) for side in (height, width))
        yield f"pad{share * 100:.0f}", np.pad(luma, ((rows, rows), (columns, columns)), "edge")


def _tilted(luma: Luma) -> Iterator[tuple[str, Luma]]:
    """Turn the picture by some degrees, both ways; what comes in at the corners is grey."""
    small = Image.fromarray(np.ascontiguousarray(luma))
    small.thumbnail((WORKING_SIDE, WORKING_SIDE), Image.Resampling.BOX)
    grey = round(float(luma.mean()))
    for degrees in TILTS:
        turned = small.rotate(degrees, Image.Resampling.BILINEAR, fillcolor=grey)
        yield f"tilt{degrees:g}", np.asarray(turned)


REMEDIES: dict[str, Callable[[Luma], Iterator[tuple[str, Luma]]]] = {
    "trim": _trimmed,
    "crop": _cropped,
    "pad": _padded,
    "tilt": _tilted,
}
