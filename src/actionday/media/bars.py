"""Finds the plain bars around a picture (letterbox, pillarbox, a frame) and hashes what is inside.

A PDQ hash does not survive bars: they move everything in it. So what is inside them gets hashes of
its own, beside those of the whole picture, which stay as the reference code has them.
"""

import numpy as np
from numpy.typing import NDArray

from actionday.media.pdq import Pdq, hash_dihedral
from actionday.media.thresholds import MINIMUM_QUALITY

Luma = NDArray[np.uint8]

UNBOXED = "unboxed"
"""The name of the form without bars, beside the names of `pdq.DIHEDRAL`.

Turned and mirrored it is called `unboxed:` and the name of the dihedral form.
"""

PLAIN = 12
"""Luma steps by which the pixels of a bar may differ: what encoders do to an even surface."""

SAMPLES = 128
"""A line of pixels is judged by about so many of them."""

AROUND_WORDS = 0.3
"""In a bar may stand words: of a line of pixels there, so much is still the bar's own surface."""

LINE_OF_WORDS = 0.12
"""A line of words is no higher than so much of the side; then the bar's surface comes again."""

LEAST_CUT, LEAST_LEFT = 0.04, 0.2
"""Bars that take less of a side change little; what is less than this of a side is no picture."""


def without_bars(luma: Luma, contrast: float = 1.0) -> dict[str, Pdq]:
    """Return the eight hashes of what is inside the bars by name, see `UNBOXED`; or nothing.

    `luma` has the shape (height, width), `contrast` is that of `pdq.hash_luma`. There is nothing
    where there are no bars, and where what is inside is too plain to be matched.
    """
    inside = crop(luma)
    if inside is None:
        return {}
    found = hash_dihedral(inside, contrast)
    if found["none"].quality < MINIMUM_QUALITY:
        return {}
    return {UNBOXED if form == "none" else f"{UNBOXED}:{form}": found[form] for form in found}


def dihedral_of(form: str) -> str:
    """Return how a form is turned or mirrored, or `UNBOXED` where it only lacks its bars."""
    return form.removeprefix(f"{UNBOXED}:")


def crop(luma: Luma) -> Luma | None:
    """Return the part of a luma plane (height, width) inside its bars; None without bars."""
    rows = _between(luma)
    columns = _between(luma[rows].T)
    inside = luma[rows, columns]
    shares = [left / whole for left, whole in zip(inside.shape, luma.shape, strict=True)]
    if min(shares) < LEAST_LEFT or max(1 - share for share in shares) < LEAST_CUT:
        return None
    return inside


def _between(lines: Luma) -> slice:
    """Return the lines (n, length) from behind the first bar to before the last one."""
    sampled = lines[:, :: max(1, lines.shape[1] // SAMPLES)]
    before, behind = _bar(sampled), _bar(sampled[::-1])
    if before + behind >= len(lines):
        return slice(0, 0)
    return slice(before, len(lines) - behind)


def _bar(lines: Luma) -> int:
    """Return how many of the first lines are a bar: a plain surface, and words that stand on it.

    The first line and the last one are plain; between may stand words, a line of them at a time.
    """
    if not lines.size:
        return 0
    colour = np.int16(np.median(lines[0]))
    if _surface(lines[:1], colour)[0] < 1:
        return 0
    surface = _surface(lines, colour)
    ends = np.flatnonzero(surface < AROUND_WORDS)
    plain = np.flatnonzero((surface[: ends[0]] if len(ends) else surface) >= 1)
    breaks = np.flatnonzero(np.diff(plain) > LINE_OF_WORDS * len(lines))
    return int(plain[breaks[0]] if len(breaks) else plain[-1]) + 1


def _surface(lines: Luma, colour: np.int16) -> NDArray[np.float64]:
    """Return for each line the share of its pixels that have this luma."""
    return np.asarray((np.abs(lines.astype(np.int16) - colour) <= PLAIN).mean(axis=1))
