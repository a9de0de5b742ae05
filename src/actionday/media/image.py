"""Decodes still pictures into the luma that a viewer sees, whatever the file's colour mode.

Only five formats are opened, and the size in the header is judged before a pixel is decoded.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import gettext as _
from io import BytesIO
from pathlib import Path

import numpy as np
import simplejpeg
from numpy.typing import NDArray
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from actionday.media.limits import DEFAULT_LIMITS, Limits
from actionday.media.pdq import Pdq, hash_dihedral, hash_luma
from actionday.media.sniff import HEAD_BYTES, sniff
from actionday.media.unreadable import UnreadableMedia

# Our cap is lower or higher as the caller says; Pillow's own would warn within it.
Image.MAX_IMAGE_PIXELS = None

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
class ImageHash:
    """The PDQ hash of a picture and its size in pixels as a viewer sees it."""

    value: str
    quality: int
    width: int
    height: int


def hash_image(data: bytes | Path, limits: Limits = DEFAULT_LIMITS) -> ImageHash:
    """Return the PDQ hash of a picture; UnreadableMedia if it cannot or may not be decoded."""
    luma = read_luma(data, limits)
    pdq = hash_luma(luma)
    return ImageHash(pdq.value, pdq.quality, luma.shape[1], luma.shape[0])


def hash_image_dihedral(data: bytes | Path, limits: Limits = DEFAULT_LIMITS) -> dict[str, Pdq]:
    """Return the hashes of a picture's eight turned and mirrored forms, by name."""
    return hash_dihedral(read_luma(data, limits))


def read_luma(data: bytes | Path, limits: Limits = DEFAULT_LIMITS) -> Luma:
    """Decode to luma as a viewer sees it, shape (height, width)."""
    with open_image(data, limits) as image:
        luma = jpeg_luma(image)
        return np.asarray(as_seen(image).convert("L")) if luma is None else luma


@contextmanager
def open_image(data: bytes | Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[Image.Image]:
    """Open a picture without decoding it; whatever a decoder raises inside is UnreadableMedia."""
    content = data if isinstance(data, bytes) else data.read_bytes()
    kind = sniff(content[:HEAD_BYTES])
    if kind.media != "image":
        raise UnreadableMedia(_("the file is not a picture"))
    try:
        with Image.open(BytesIO(content), formats=[kind.decoder]) as image:
            _check_size(image, limits)
            yield image
    except (UnreadableMedia, MemoryError):
        raise
    except Exception as error:  # Broken files make decoders raise nearly anything.
        raise UnreadableMedia(
            _("the picture cannot be decoded (%(error)s)") % {"error": error}
        ) from error


def _check_size(image: Image.Image, limits: Limits) -> None:
    if image.width * image.height > limits.image_pixels:
        raise UnreadableMedia(
            _("the picture has %(width)d x %(height)d pixels, more than %(most)d")
            % {"width": image.width, "height": image.height, "most": limits.image_pixels}
        )


def jpeg_luma(image: Image.Image) -> Luma | None:
    """Return the upright luma of a plain JPEG without decoding its colours, else None.

    Whatever the fast decoder refuses is left to the slow one, which then says why.
    """
    if not isinstance(image, JpegImageFile) or not isinstance(image.fp, BytesIO):
        return None
    content = image.fp.getbuffer()
    try:
        if simplejpeg.decode_jpeg_header(content)[2] not in LUMA_FIRST:
            return None
        luma: Luma = simplejpeg.decode_jpeg(content, colorspace="GRAY")[:, :, 0]
    except ValueError:
        return None
    turn = _turn(image)
    return luma if turn is None else np.asarray(Image.fromarray(luma).transpose(turn))


def as_seen(image: Image.Image) -> Image.Image:
    """Return the picture upright, in 8-bit RGB or grey, over white where it is transparent."""
    turn = _turn(image)
    flat = _over_white(_eight_bits(image))
    return flat if turn is None else flat.transpose(turn)


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
