"""The blurred 64x64 samples of a picture, on which PDQ rests.

Blur and sampling are one fixed linear map along each axis, so no pixel is blurred that is not
sampled. Only NumPy is used, as this runs in forked children.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Size = tuple[int, ...]
Taps = tuple[NDArray[np.int64], Samples]
"""Of each sample of an axis, its first pixel and its pixels' weights, shape (64, span)."""

SIDE = 64

FLOATS_AT_ONCE = 1 << 17
"""Rows are weighed in portions of this size, which stay in the processor's cache."""

COLUMNS_AT_ONCE = 4
"""So few that the matrix product stays below the size at which BLAS starts threads.

On a busy machine its threads wait for each other 40 times as long as the product takes.
"""


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
