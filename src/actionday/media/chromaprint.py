"""Chromaprint: a fingerprint of sound, one number of 32 bits for each eighth of a second.

Source of the method: L. Lalinsky's Chromaprint, algorithm 1 ("test2"), which AcoustID uses, after
Ke, Hoiem and Sukthankar, "Computer Vision for Music Identification", 2005. Sound is turned into the
strength of the twelve notes over time; sixteen filters, each a comparison of rectangles of that
picture, give two bits each. Only NumPy is used, as this runs in forked children.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import log2

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Samples = NDArray[np.int16]

RATE = 11025
"""Samples a second that the method works on, of one channel."""

FRAME = 4096
STEP = FRAME // 3
"""Samples from one frame, and so from one number of the fingerprint, to the next."""

NOTES = 12
LOWEST_HZ, HIGHEST_HZ = 28, 3520
BASE_HZ = 440 / 16
SMOOTH = (0.25, 0.75, 1.0, 0.75, 0.25)
"""Weights of five frames in a row."""

SILENT = 0.01
"""Below this strength all notes count as zero."""

WIDEST = 16
"""Frames that the widest filter spans."""

FRAMES_AT_ONCE = 512

FILTERS = (
    (0, 4, 3, 15, 1.98215, 2.35817, 2.63523),
    (4, 4, 6, 15, -1.03809, -0.651211, -0.282167),
    (1, 0, 4, 16, -0.298702, 0.119262, 0.558497),
    (3, 8, 2, 12, -0.105439, 0.0153946, 0.135898),
    (3, 4, 4, 8, -0.142891, 0.0258736, 0.200632),
    (4, 0, 3, 5, -0.826319, -0.590612, -0.368214),
    (1, 2, 2, 9, -0.557409, -0.233035, 0.0534525),
    (2, 7, 3, 4, -0.0646826, 0.00620476, 0.0784847),
    (2, 6, 2, 16, -0.192387, -0.029699, 0.215855),
    (2, 1, 3, 2, -0.0397818, -0.00568076, 0.0292026),
    (5, 10, 1, 15, -0.53823, -0.369934, -0.190235),
    (3, 6, 2, 10, -0.124877, 0.0296483, 0.139239),
    (2, 1, 1, 14, -0.101475, 0.0225617, 0.231971),
    (3, 5, 6, 4, -0.0799915, -0.00729616, 0.063262),
    (1, 9, 2, 12, -0.272556, 0.019424, 0.302559),
    (3, 4, 2, 14, -0.164292, -0.0321188, 0.0846339),
)
"""Shape, first note, notes, frames, and the three bounds between the four values of two bits."""

GRAY = np.array([0, 1, 3, 2], np.uint32)
"""Neighbouring values differ in one bit only."""


def codes_of(blocks: Iterable[Samples]) -> Codes:
    """Fingerprint samples of one channel at `RATE`, given in blocks of any length.

    Nothing comes of less than some 2.6 seconds.
    """
    return _compare(_smooth(np.concatenate([np.empty((0, NOTES)), *_notes(blocks)])))


def _notes(blocks: Iterable[Samples]) -> Iterator[NDArray[np.float64]]:
    """Yield the strength of the notes, shape (frames, 12), some frames at a time."""
    weights, of_note = _window(), _note_matrix()
    enough = FRAME + (FRAMES_AT_ONCE - 1) * STEP
    for portion in _portions(blocks, enough):
        count = (len(portion) - FRAME) // STEP + 1
        frames = np.lib.stride_tricks.sliding_window_view(portion, FRAME)[: count * STEP : STEP]
        energy = np.abs(np.fft.rfft(frames * weights)) ** 2
        yield energy @ of_note


def _portions(blocks: Iterable[Samples], enough: int) -> Iterator[Samples]:
    """Join blocks to portions that overlap by what the next frame needs of the one before."""
    waiting: list[Samples] = []
    size = 0
    for block in blocks:
        waiting.append(block)
        size += len(block)
        if size >= enough:
            joined = np.concatenate(waiting)
            yield joined
            rest = joined[((len(joined) - FRAME) // STEP + 1) * STEP :]
            waiting, size = [rest], len(rest)
    if size >= FRAME:
        yield np.concatenate(waiting)


def _smooth(notes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Blur the notes in time and make every frame equally strong."""
    size = len(notes) - len(SMOOTH) + 1
    if size <= 0:
        return np.empty((0, NOTES))
    blurred = sum(weight * notes[at : at + size] for at, weight in enumerate(SMOOTH))
    strength = np.sqrt((np.asarray(blurred) ** 2).sum(axis=1, keepdims=True))
    audible = strength >= SILENT
    return np.where(audible, blurred / np.where(audible, strength, 1.0), 0.0)


def _compare(picture: NDArray[np.float64]) -> Codes:
    """Apply the sixteen filters at every frame from which the widest one fits."""
    size = len(picture) - WIDEST + 1
    if size <= 0:
        return np.empty(0, np.uint32)
    sums = np.zeros((len(picture) + 1, NOTES + 1))
    sums[1:, 1:] = picture.cumsum(axis=0).cumsum(axis=1)
    codes = np.zeros(size, np.uint32)
    for shape, note, notes, frames, *bounds in FILTERS:
        more, less = np.zeros(size), np.zeros(size)
        for first, last, low, high, adds in _rectangles(shape, note, notes, frames):
            area = (
                sums[last : last + size, high]
                - sums[first : first + size, high]
                - sums[last : last + size, low]
                + sums[first : first + size, low]
            )
            (more if adds else less)[:] += area
        value = np.log1p(more) - np.log1p(less)
        codes = (codes << np.uint32(2)) | GRAY[np.searchsorted(bounds, value, side="right")]
    return codes


def _rectangles(
    shape: int, note: int, notes: int, frames: int
) -> list[tuple[int, int, int, int, bool]]:
    """Return a filter's rectangles: frames from and to, notes from and to, and whether it adds."""
    top = note + notes
    middle, half = note + notes // 2, frames // 2
    low, high = note + notes // 3, note + 2 * (notes // 3)
    early, late = frames // 3, 2 * (frames // 3)
    return {
        0: [(0, frames, note, top, True)],
        1: [(0, frames, middle, top, True), (0, frames, note, middle, False)],
        2: [(half, frames, note, top, True), (0, half, note, top, False)],
        3: [
            (0, half, middle, top, True),
            (half, frames, note, middle, True),
            (0, half, note, middle, False),
            (half, frames, middle, top, False),
        ],
        4: [
            (0, frames, low, high, True),
            (0, frames, note, low, False),
            (0, frames, high, top, False),
        ],
        5: [
            (early, late, note, top, True),
            (0, early, note, top, False),
            (late, frames, note, top, False),
        ],
    }[shape]


@lru_cache(maxsize=1)
def _window() -> NDArray[np.float64]:
    """Return the Hamming window, scaled so that the loudest sample is 1."""
    return np.hamming(FRAME) / np.iinfo(np.int16).max


@lru_cache(maxsize=1)
def _note_matrix() -> NDArray[np.float64]:
    """Return which of the frequencies of a frame belongs to which note, shape (2049, 12)."""
    matrix = np.zeros((FRAME // 2 + 1, NOTES))
    lowest, highest = (round(FRAME * hertz / RATE) for hertz in (LOWEST_HZ, HIGHEST_HZ))
    for index in range(max(1, lowest), min(FRAME // 2, highest)):
        octave = log2(index * RATE / FRAME / BASE_HZ)
        matrix[index, int(NOTES * (octave - octave // 1))] = 1
    return matrix
