"""What people do to a picture before they post it again, each as a function."""

from collections.abc import Callable
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from actionday.rehearsal.pictures import font

Picture = Image.Image
PAGE, PANEL, INK = (24, 24, 27), (39, 39, 42), (228, 228, 231)


def stored(picture: Picture, quality: int = 85) -> bytes:
    """Return the picture as the JPEG file that is hashed."""
    buffer = BytesIO()
    picture.convert("RGB").save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def cropped(share: float) -> Callable[[Picture], Picture]:
    """Cut `share` of the width and of the height off, half of it at each side."""

    def edit(picture: Picture) -> Picture:
        left, top = round(picture.width * share / 2), round(picture.height * share / 2)
        return picture.crop((left, top, picture.width - left, picture.height - top))

    return edit


def reencoded(picture: Picture) -> Picture:
    """Store it as a JPEG of quality 30."""
    return Image.open(BytesIO(stored(picture, 30))).convert("RGB")


def shrunk(picture: Picture) -> Picture:
    """Make it a quarter as wide and as high."""
    return picture.resize((picture.width // 4, picture.height // 4), Image.Resampling.LANCZOS)


def captioned(picture: Picture) -> Picture:
    """Write white on black over the lowest fifth."""
    captioned = picture.copy()
    canvas, high = ImageDraw.Draw(captioned), picture.height // 5
    canvas.rectangle((0, picture.height - high, picture.width, picture.height), "black")
    for line in range(2):
        spot = (picture.width * 0.04, picture.height - high * (0.92 - 0.45 * line))
        canvas.text(spot, "WAIT FOR THE END OF IT", "white", font(max(9, high // 3)))
    return captioned


def mirrored(picture: Picture) -> Picture:
    """Mirror it left to right."""
    return picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)


def turned(picture: Picture) -> Picture:
    """Turn it by 90 degrees."""
    return picture.transpose(Image.Transpose.ROTATE_90)


def tilted(picture: Picture) -> Picture:
    """Turn it by 5 degrees; the corners are black."""
    return picture.rotate(5, Image.Resampling.BILINEAR)


def blurred(picture: Picture) -> Picture:
    """Blur it by a hundredth of its width."""
    return picture.filter(ImageFilter.GaussianBlur(picture.width / 100))


def noisy(picture: Picture) -> Picture:
    """Add noise of a standard deviation of 20 levels of 256."""
    random = np.random.default_rng(picture.width)
    grain = random.normal(0, 20, (picture.height, picture.width, 3))
    return Image.fromarray(np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8))


def grey(picture: Picture) -> Picture:
    """Take the colours away."""
    return picture.convert("L").convert("RGB")


def brighter(picture: Picture) -> Picture:
    """Make it brighter by 40 %, so that the lightest parts burn out."""
    return ImageEnhance.Brightness(picture).enhance(1.4)


def bordered(picture: Picture) -> Picture:
    """Put a white border around it, a tenth of the width on each side."""
    wide = picture.width // 10
    page = Image.new("RGB", (picture.width + 2 * wide, picture.height + 2 * wide), "white")
    page.paste(picture, (wide, wide))
    return page


def screenshot(picture: Picture) -> Picture:
    """Show it in a player on a dark page: a title above, controls below, margins at the sides."""
    wide, high = picture.size
    page = Image.new("RGB", (round(wide * 1.3), round(high * 1.5)), PAGE)
    canvas, left, top = ImageDraw.Draw(page), round(wide * 0.15), round(high * 0.2)
    canvas.text((left, high * 0.07), "march_of_fools_final.mp4", INK, font(max(9, high // 18)))
    page.paste(picture, (left, top))
    bar = top + high + high // 12
    canvas.rectangle((left, bar, left + wide, bar + high // 60), PANEL)
    canvas.rectangle((left, bar, left + wide // 3, bar + high // 60), INK)
    canvas.text((left, bar + high // 25), "0:19 / 0:58", INK, font(max(9, high // 20)))
    return page


def branded(picture: Picture) -> Picture:
    """Lay a logo over the upper right corner, an eighth of the width across."""
    branded, size = picture.copy(), picture.width // 8
    box = (picture.width - size * 1.3, size * 0.3, picture.width - size * 0.3, size * 1.3)
    canvas = ImageDraw.Draw(branded)
    canvas.ellipse(box, "white", "black", max(1, size // 12))
    canvas.text((box[0] + size * 0.3, box[1] + size * 0.2), "A", "black", font(max(9, size // 2)))
    return branded


EDITS: dict[str, Callable[[Picture], Picture]] = {
    "re-encoded, q 30": reencoded,
    "resized to 1/4": shrunk,
    "caption over 20 %": captioned,
    "cropped by 5 %": cropped(0.05),
    "cropped by 10 %": cropped(0.10),
    "cropped by 20 %": cropped(0.20),
    "cropped by 30 %": cropped(0.30),
    "mirrored": mirrored,
    "rotated by 90°": turned,
    "rotated by 5°": tilted,
    "blurred": blurred,
    "noise": noisy,
    "grey": grey,
    "brighter": brighter,
    "border": bordered,
    "screenshot of a player": screenshot,
    "logo laid over": branded,
}

LISTED_EDITS: dict[str, Callable[[Picture], Picture]] = {
    "the listed one is cropped by 10 %": cropped(0.10),
    "the listed one is cropped by 20 %": cropped(0.20),
    "the listed one has a border": bordered,
}
"""The other way round: what is looked for is the original, and what is known is the copy."""
