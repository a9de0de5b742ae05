"""Makes a copy of a picture or of a clip's frames, as other uploaders do: edits that people see."""

from PIL import Image, ImageDraw, ImageOps

from actionday.rehearsal.pictures import INK, PAPER, font

CAPTION_SHARE = 0.055
"""Height of a caption, of the picture's: readable, and the picture stays the same picture."""


def edited(picture: Image.Image, edit: str, size: tuple[int, int], author: str) -> Image.Image:
    """Return the picture as a copy with this edit shows it, in `size` (width, height)."""
    if edit == "mirrored":
        picture = ImageOps.mirror(picture)
    if picture.size != size:
        picture = picture.resize(size, Image.Resampling.BILINEAR)
    return captioned(picture, f"@{author}") if edit == "captioned" else picture


def captioned(picture: Image.Image, words: str) -> Image.Image:
    """Return a copy with a line of words drawn near the lower edge."""
    copy = picture.copy()
    size = max(8, round(copy.height * CAPTION_SHARE))
    spot = (copy.width // 40, copy.height - round(size * 1.5))
    ImageDraw.Draw(copy).text(spot, words, PAPER, font(size), stroke_width=1, stroke_fill=INK)
    return copy
