"""Colour profiles (ICC): followed where a viewer would otherwise be shown another picture.

The usual profiles (sRGB, Display P3, Adobe RGB) move the luma so little that the hash stays, and
decoding the colours of a JPEG costs twice its luma. So a profile is first tried on a probe.
"""

from functools import lru_cache
from io import BytesIO

import numpy as np
from PIL import Image, ImageCms

CHANNELS = {"L": 1, "RGB": 3, "CMYK": 4}
STEPS = 5
"""Levels of each channel in the probe."""

MATTERS = 48
"""Levels of 256 by which a profile must move the luma of some colour to be followed."""


def follow_profile(image: Image.Image) -> Image.Image:
    """Return a decoded picture in sRGB if its profile matters, else the picture itself."""
    conversion = conversion_of(image)
    if conversion is None:
        return image
    seen = ImageCms.applyTransform(image, conversion)
    return image if seen is None else seen


def conversion_of(image: Image.Image) -> ImageCms.ImageCmsTransform | None:
    """Return what turns an opened picture into sRGB, None where that does not matter."""
    profile = image.info.get("icc_profile")
    if not isinstance(profile, bytes) or image.mode not in CHANNELS:
        return None
    return _conversion(profile, image.mode)


@lru_cache(maxsize=16)
def _conversion(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Return the conversion if it matters; as in viewers, a broken profile changes nothing."""
    probe = _probe(mode)
    try:
        conversion = ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), mode, "RGB"
        )
        seen = ImageCms.applyTransform(probe, conversion)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
    if seen is None:
        return None
    moved = np.abs(_luma(seen) - _luma(probe)).max()
    return conversion if moved >= MATTERS else None


def _probe(mode: str) -> Image.Image:
    """Return a picture of colours spread over all that a mode has."""
    channels = CHANNELS[mode]
    levels = np.linspace(0, 255, STEPS).astype(np.uint8)
    grid = np.stack(np.meshgrid(*[levels] * channels), axis=-1).reshape(1, -1, channels)
    return Image.frombytes(mode, (grid.shape[1], 1), grid.tobytes())


def _luma(picture: Image.Image) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    return np.asarray(picture.convert("L")).astype(np.int16)
