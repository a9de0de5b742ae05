"""PDQ written plainly after its paper, slow and independent of the product: an oracle for tests.

The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm, Facebook 2019.
"""

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Coefficients = NDArray[np.float64]
Bits = NDArray[np.bool_]

STEPS = np.arange(1, 17)
DCT = np.sqrt(2 / 64) * np.cos(np.pi / 128 * np.outer(STEPS, 2 * np.arange(64) + 1))


def coefficients(picture: Picture) -> tuple[Coefficients, int]:
    """Return the 16x16 transform and the quality (0-100) of an RGB picture."""
    luma = picture.astype(float) @ (0.299, 0.587, 0.114)
    rows, columns = luma.shape
    for _ in range(2):
        luma = _box(_box(luma, columns).T, rows).T
    lines, places = (((np.arange(64) + 0.5) * n / 64).astype(int) for n in (rows, columns))
    small = luma[lines][:, places]
    steps = sum(np.abs((np.diff(small, axis=a) * 100 / 255).astype(int)).sum() for a in (0, 1))
    return DCT @ small @ DCT.T, min(100, int(steps) // 90)


def bits(transform: Coefficients) -> Bits:
    """Return the 256 bits of a transform."""
    return (transform > np.median(transform)).ravel()


def mirrored(transform: Coefficients) -> Coefficients:
    """Return the transform of the picture mirrored left to right."""
    return transform * (-1.0) ** STEPS


def _box(lines: NDArray[np.float64], side: int) -> NDArray[np.float64]:
    """Smooth along the last axis with PDQ's window for a picture of `side` pixels."""
    window = (side + 127) // 128
    ahead = (window + 2) // 2
    sums = np.pad(np.cumsum(lines, axis=-1), ((0, 0), (1, 0)))
    low = np.maximum(np.arange(side) - (window - ahead), 0)
    high = np.minimum(np.arange(side) + ahead, side)
    return (sums[:, high] - sums[:, low]) / (high - low)
