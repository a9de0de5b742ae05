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

from actionday.media.sampling import SIDE, Samples, Size, downsample

KEPT = 16
SMALLEST = 5
"""A picture with a side below this many pixels has no hash: the value is all zeros, quality 0."""

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
    width of the picture that the plane is a reduction of (see `sampling.downsample`).
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


def quality(samples: Samples, contrast: float = 1.0) -> int:
    """Return the quality, 0-100, of 64x64 samples: the sum of their visible steps, scaled."""
    scale = contrast * 100 / 255
    steps = sum(
        int(np.abs(np.diff(samples, axis=axis) * scale).astype(np.int32).sum()) for axis in (0, 1)
    )
    return min(100, steps // 90)


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
