"""PDQ, the 256-bit hash of a picture, evaluated only where its 64x64 samples lie.

Source of the method: Meta, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing
Algorithm", 2019. A picture is blurred by two passes of a box filter (together a tent; Jarosz,
2001), sampled at 64x64, and transformed by a DCT of which the 16x16 lowest coefficients after the
constant are kept; each bit says whether a coefficient lies above their median.

Blur and sampling are one fixed linear map along each axis, so no pixel is blurred that is not
sampled. Only NumPy is used, as this runs in forked children.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import pi, sqrt

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Size = tuple[int, ...]
Taps = tuple[NDArray[np.int64], Samples]

SIDE = 64
KEPT = 16
SMALLEST = 5
"""A picture with a side below this many pixels has no hash: the value is all zeros, quality 0."""

FLOATS_AT_ONCE = 1 << 17
"""Rows are weighed in portions of this size, which stay in the processor's cache."""

COLUMNS_AT_ONCE = 4
"""So few that the matrix product stays below the size at which BLAS starts threads.

On a busy machine its threads wait for each other 40 times as long as the product takes.
"""

DIHEDRAL: dict[str, tuple[bool, bool, bool]] = {
    "none": (False, False, False),
    "rotate90": (False, True, True),
    "rotate180": (True, True, False),
    "rotate270": (True, False, True),
    "flipx": (True, False, False),
    "flipy": (False, True, False),
    "flipplus1": (False, False, True),
    "flipminus1": (True, True, True),
}
"""Name of a form -> whether it flips the rows, flips the columns, and then transposes.

`rotate90` turns counter-clockwise; `flipx` mirrors top to bottom, `flipy` left to right;
`flipplus1` mirrors in the falling diagonal, `flipminus1` in the rising one.
"""


@dataclass(frozen=True, slots=True)
class Pdq:
    """A hash as 64 lower-case hex digits, and how much detail it rests on (0-100)."""

    value: str
    quality: int


def hash_luma(luma: NDArray[np.uint8], contrast: float = 1.0, size: Size | None = None) -> Pdq:
    """Hash one luma plane of shape (height, width).

    `contrast` says by how much the plane's range must be stretched to be full range; as a stretch
    or an offset changes no bit of the hash, only the quality needs it. `size` is the height and
    width of the picture that the plane is a reduction of (see `downsample`).
    """
    if min(size or luma.shape) < SMALLEST:
        return Pdq("0" * 64, 0)
    samples = downsample(luma, size)
    return Pdq(_value(_above_median(_dct(samples))), quality(samples, contrast))


def hash_dihedral(
    luma: NDArray[np.uint8], contrast: float = 1.0, size: Size | None = None
) -> dict[str, Pdq]:
    """Hash a luma plane as it is, turned and mirrored: the eight forms of `DIHEDRAL` by name.

    They come from one transform, as mirroring a picture only changes signs in it.
    """
    if min(size or luma.shape) < SMALLEST:
        return {form: Pdq("0" * 64, 0) for form in DIHEDRAL}
    samples = downsample(luma, size)
    detail, waves = quality(samples, contrast), _dct(samples)
    return {form: Pdq(_value(_above_median(_turn(waves, form))), detail) for form in DIHEDRAL}


def dihedral_values(value: str) -> dict[str, str]:
    """Estimate the eight forms of a picture from its hash alone (64 hex digits).

    The bits stand for signs, which holds as far as the median is zero: a few bits may be off
    against `hash_dihedral`, so use that where the picture is at hand.
    """
    bits = np.unpackbits(np.frombuffer(bytes.fromhex(value), np.uint8))[::-1]
    signs = bits.reshape(KEPT, KEPT).astype(np.float32) * 2 - 1
    return {form: _value(_turn(signs, form) > 0) for form in DIHEDRAL}


def reduction(size: Size) -> int:
    """Return by how much a picture (height, width) may be reduced before it is hashed: 1, 2, 4, 8.

    So that the narrowest window of the blur still spans four pixels: a mean of fewer would move
    bits of the hash.
    """
    window = -(-min(size) // (2 * SIDE))
    return max(factor for factor in (1, 2, 4, 8) if factor == 1 or window >= 4 * factor)


def downsample(luma: NDArray[np.uint8], size: Size | None = None) -> Samples:
    """Return the 64x64 samples of the blurred luma plane.

    Where each pixel of the plane is the mean of 2x2, 4x4 or 8x8 of a picture of `size` (height,
    width), they are the samples of that picture, nearly: a pixel weighs what all of its own weigh.
    """
    height, width = size or luma.shape
    factor = 1 if size is None else -(-height // luma.shape[0])
    return _sample_columns(_sample_rows(luma, _taps(height, factor)), width, factor)


def _sample_rows(luma: NDArray[np.uint8], taps: Taps) -> Samples:
    """Weigh the rows of a plane (height, width) into 64 rows, a portion at a time."""
    width = luma.shape[1]
    first, weights = taps
    span = weights.shape[1]
    rows = np.empty((SIDE, width), np.float32)
    portion = max(1, FLOATS_AT_ONCE // (span * width))
    for start in range(0, SIDE, portion):
        part = slice(start, start + portion)
        around = luma[first[part, None] + np.arange(span)].astype(np.float32)
        np.einsum("st,stw->sw", weights[part], around, out=rows[part])
    return rows


def _sample_columns(rows: Samples, width: int, factor: int) -> Samples:
    """Weigh 64 rows (64, width by factor) into 64x64 samples, a few columns at a time."""
    first, weights = _taps(width, factor)
    matrix = _columns(width, factor)
    samples = np.empty((SIDE, SIDE), np.float32)
    for start in range(0, SIDE, COLUMNS_AT_ONCE):
        part = slice(start, start + COLUMNS_AT_ONCE)
        near = slice(first[start], first[part][-1] + weights.shape[1])
        samples[:, part] = rows[:, near] @ matrix[near, part]
    return samples


def quality(samples: Samples, contrast: float = 1.0) -> int:
    """Return the quality, 0-100, of 64x64 samples: the sum of their visible steps, scaled."""
    scale = contrast * 100 / 255
    steps = sum(
        int(np.abs(np.diff(samples, axis=axis) * scale).astype(np.int32).sum()) for axis in (0, 1)
    )
    return min(100, steps // 90)


@lru_cache(maxsize=64)
def _taps(length: int, factor: int = 1) -> Taps:
    """Return the taps of an axis of which `factor` pixels each were made one."""
    first, weights = _fine_taps(length)
    if factor == 1:
        return first, weights
    span = (weights.shape[1] - 1) // factor + 2
    coarse = np.clip(first // factor, 0, max(0, -(-length // factor) - span))
    places = (first[:, None] + np.arange(weights.shape[1])) // factor - coarse[:, None]
    sums = np.zeros((SIDE, span), np.float32)
    np.add.at(sums, (np.arange(SIDE)[:, None], places), weights)
    return coarse, sums


def _fine_taps(length: int) -> Taps:
    """Return, for each of the 64 samples of an axis, its first pixel and its pixels' weights.

    The weights (64, span) are those of two box filters in a row, whose windows are cut off (and
    their means taken over what is left) at the edges, as in the reference.
    """
    window = -(-length // (2 * SIDE))
    ahead = (window + 2) // 2 - 1
    behind = window - 1 - ahead
    span = 2 * window - 1
    rows = np.arange(SIDE)
    centres = ((rows + 0.5) * length / SIDE).astype(np.int64)
    first = np.clip(centres - 2 * behind, 0, length - span)
    outer = np.minimum(centres + ahead, length - 1) - np.maximum(centres - behind, 0) + 1
    edges = np.zeros((SIDE, span + 1))
    for offset in range(-behind, ahead + 1):
        middle = centres + offset
        inside = (middle >= 0) & (middle < length)
        left = np.maximum(middle - behind, 0)
        right = np.minimum(middle + ahead, length - 1) + 1
        weight = inside / (outer * np.where(inside, right - left, 1))
        edges[rows, np.where(inside, left - first, 0)] += weight
        edges[rows, np.where(inside, right - first, 0)] -= weight
    return first, edges.cumsum(axis=1)[:, :span].astype(np.float32)


@lru_cache(maxsize=64)
def _columns(length: int, factor: int) -> Samples:
    """Return the weights of an axis as a matrix of shape (length by factor, 64)."""
    first, weights = _taps(length, factor)
    matrix = np.zeros((-(-length // factor), SIDE), np.float32)
    matrix[first[:, None] + np.arange(weights.shape[1]), np.arange(SIDE)[:, None]] = weights
    return matrix


@lru_cache(maxsize=1)
def _waves() -> Samples:
    """Return the 16 rows of the DCT matrix after the constant one, shape (16, 64)."""
    frequency, place = np.arange(1, KEPT + 1)[:, None], np.arange(SIDE)
    waves = np.cos(pi / 2 / SIDE * frequency * (2 * place + 1)) * sqrt(2 / SIDE)
    return np.array(waves, np.float32)


def _dct(samples: Samples) -> Samples:
    return np.array(_waves() @ samples @ _waves().T, np.float32)


def _turn(waves: Samples, form: str) -> Samples:
    """Return the coefficients that the turned or mirrored picture has."""
    rows, columns, transpose = DIHEDRAL[form]
    # Index 0 holds frequency 1: the even indexes are the odd waves, whose sign a mirror changes.
    signs = np.where(np.arange(KEPT) % 2 == 0, -1, 1).astype(np.float32)
    turned = waves * signs[:, None] if rows else waves
    turned = turned * signs if columns else turned
    return turned.T if transpose else turned


def _above_median(waves: Samples) -> NDArray[np.bool_]:
    """Say which coefficients exceed the lower median (the reference's choice of the two)."""
    lower = KEPT * KEPT // 2 - 1
    return np.asarray(waves > np.partition(waves, lower, axis=None)[lower])


def _value(bits: NDArray[np.bool_]) -> str:
    """Write bits as the field does: the first coefficient is the last bit of the last digit."""
    return np.packbits(bits.ravel()[::-1]).tobytes().hex()
