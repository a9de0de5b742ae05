"""Opens still pictures and hashes them.

Only five formats are opened, and the size in the header is judged before a pixel is decoded. Of an
animation the first picture is taken here; `animation` has them all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import gettext as _
from io import BytesIO
from pathlib import Path

from PIL import Image

from actionday.media.limits import DEFAULT_LIMITS, Limits
from actionday.media.pdq import Pdq, hash_dihedral, hash_luma
from actionday.media.seen import Luma, look_at
from actionday.media.sniff import HEAD_BYTES, sniff
from actionday.media.unreadable import UnreadableMedia

# Our cap is lower or higher as the caller says; Pillow's own would warn within it.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True, slots=True)
class ImageHash:
    """The PDQ hash of a picture and its size in pixels as a viewer sees it.

    `damaged` says that a part of the picture could not be decoded: the hash is of what could.
    """

    value: str
    quality: int
    width: int
    height: int
    damaged: bool = False


def hash_image(data: bytes | Path, limits: Limits = DEFAULT_LIMITS) -> ImageHash:
    """Return the PDQ hash of a picture; UnreadableMedia if it cannot or may not be decoded."""
    with open_image(data, limits) as image:
        look = look_at(image, reduced=True)
    pdq, (height, width) = hash_luma(look.luma, size=look.size), look.size
    return ImageHash(pdq.value, pdq.quality, width, height, look.damaged)


def hash_image_dihedral(data: bytes | Path, limits: Limits = DEFAULT_LIMITS) -> dict[str, Pdq]:
    """Return the hashes of a picture's eight turned and mirrored forms, by name."""
    with open_image(data, limits) as image:
        look = look_at(image, reduced=True)
    return hash_dihedral(look.luma, size=look.size)


def read_luma(data: bytes | Path, limits: Limits = DEFAULT_LIMITS) -> Luma:
    """Decode to luma as a viewer sees it, shape (height, width)."""
    with open_image(data, limits) as image:
        return look_at(image).luma


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
