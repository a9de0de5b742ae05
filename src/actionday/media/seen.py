"""Turns a stored picture into the one that a viewer sees, whatever its colour mode.

Upright, in 8 bits, over white where it is transparent; and as far as it can be decoded, as viewers
show the upper part of a file that was cut off.
"""

import struct
from dataclasses import dataclass
from gettext import gettext as _
from io import BytesIO

import numpy as np
import simplejpeg
from numpy.typing import NDArray
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from actionday.media.colour import conversion_of, follow_profile
from actionday.media.sampling import reduction
from actionday.media.unreadable import UnreadableMedia

Luma = NDArray[np.uint8]
ORIENTATION = 0x0112
LUMA_FIRST = ("YCbCr", "Gray")
"""Colour spaces of a JPEG whose first component is the luma."""

UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""Orientation in EXIF -> what turns the stored picture upright."""


@dataclass(frozen=True, slots=True)
class Look:
    """The luma of a picture, shape (height, width); `damaged` if a part could not be decoded.

    `size` is the height and width of the picture itself, where the luma is a reduction of it.
    `picture` has its colours, where they had to be decoded.
    """

    luma: Luma
    damaged: bool
    size: tuple[int, int]
    picture: Image.Image | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture in 8-bit RGB or grey; `damaged` if a part could not be decoded."""

    picture: Image.Image
    damaged: bool


def look_at(image: Image.Image, reduced: bool = False) -> Look:
    """Decode an opened picture to luma; UnreadableMedia if nothing of it can be decoded.

    `reduced` permits to decode it in a smaller size, as far as PDQ bears that.
    """
    look = jpeg_luma(image, reduced)
    if look is None:
        seen = as_seen(image)
        luma = np.asarray(seen.picture.convert("L"))
        look = Look(luma, seen.damaged, luma.shape, seen.picture)
    if look.damaged and look.luma.min() == look.luma.max():
        raise UnreadableMedia(_("nothing of the picture can be decoded"))
    return look


def jpeg_luma(image: Image.Image, reduced: bool) -> Look | None:
    """Return the upright luma of a plain JPEG without decoding its colours, else None.

    Whatever the fast decoder refuses is left to the slow one, which then says why.
    """
    if not isinstance(image, JpegImageFile) or not isinstance(image.fp, BytesIO):
        return None
    if conversion_of(image) is not None:
        return None
    content, turn = image.fp.getbuffer(), _turn(image)
    factor = reduction(image.size) if reduced and turn is None else 1
    for damaged in (False, True):
        try:
            if simplejpeg.decode_jpeg_header(content, strict=False)[2] not in LUMA_FIRST:
                return None
            luma = _decoded(content, image.size, factor, strict=not damaged)
        except ValueError:
            continue
        if turn is not None:
            luma = np.asarray(Image.fromarray(luma).transpose(turn))
            return Look(luma, damaged, luma.shape)
        return Look(luma, damaged, (image.height, image.width))
    return None


def _decoded(content: memoryview, size: tuple[int, int], factor: int, strict: bool) -> Luma:
    """Decode the luma in whole or, each of its pixels the mean of `factor` in a square, reduced.

    The decoder takes the smallest size that is not below the one wanted; it has others than ours.
    """
    width, height = (-(-side // factor) for side in size)
    plane = simplejpeg.decode_jpeg(
        content, colorspace="GRAY", min_height=height, min_width=width, strict=strict
    )
    if plane.shape[:2] != (height, width):
        plane = simplejpeg.decode_jpeg(content, colorspace="GRAY", strict=strict)
    luma: Luma = plane[:, :, 0]
    return luma


def as_seen(image: Image.Image) -> Seen:
    """Decode an opened picture and return it as a viewer sees it."""
    damaged = _load(image)
    turn = _turn(image)
    flat = _over_white(follow_profile(_eight_bits(image)))
    return Seen(flat if turn is None else flat.transpose(turn), damaged)


def _load(image: Image.Image) -> bool:
    """Decode as far as it goes; say whether it did not go to the end."""
    try:
        image.load()
    except (OSError, SyntaxError):
        # What was decoded so far stands in the picture: without tiles to come, it is complete.
        setattr(image, "tile", [])  # noqa: B010  (only pictures from files have tiles)
        image.load()
        return True
    return False


def _turn(image: Image.Image) -> Image.Transpose | None:
    """Return what turns the picture upright; as in viewers, broken EXIF turns nothing."""
    try:
        return UPRIGHT.get(image.getexif().get(ORIENTATION, 1))
    except (SyntaxError, ValueError, OSError, LookupError, struct.error):
        return None


def _eight_bits(image: Image.Image) -> Image.Image:
    """Scale 16-bit grey to 8 bits, where Pillow itself would cut everything above 255 off."""
    if not image.mode.startswith("I"):
        return image
    grey = Image.fromarray((np.asarray(image).astype(np.uint32) // 257).astype(np.uint8))
    if isinstance(clear := image.info.get("transparency"), int):
        grey.info["transparency"] = clear // 257
    return grey


def _over_white(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        picture = image.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(white, picture).convert("RGB")
    return image if image.mode == "L" else image.convert("RGB")
