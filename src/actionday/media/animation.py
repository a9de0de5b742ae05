"""Reads animated GIF, WebP and PNG like videos: a viewer sees all of their pictures."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import count

import av
import numpy as np
from PIL import Image

from actionday.media.limits import Limits
from actionday.media.seen import as_seen
from actionday.media.video import Frame, check_frame

ANIMATED = ("GIF", "WEBP", "PNG")
"""Formats whose further pictures are shown; those of a JPEG (MPO) are not."""

SHORTEST_MS = 10
USUAL_MS = 100
"""Browsers show for so long what is to be shown for ten thousandths or less."""


def is_animated(image: Image.Image) -> bool:
    """Say whether an opened picture is shown as a sequence of pictures."""
    return image.format in ANIMATED and bool(getattr(image, "is_animated", False))


class Animation:
    """The pictures of an opened animation; what is known of it grows while they are read."""

    def __init__(self, image: Image.Image, limits: Limits) -> None:
        self.image, self.limits = image, limits
        self.width, self.height = image.size
        self.damaged = False
        self.duration_s = 0.0

    def frames(self) -> Iterator[Frame]:
        """Decode every picture, in order; one that cannot be decoded is the last."""
        time = Fraction(0)
        for number in count():
            if not self._go_to(number):
                return
            seen = as_seen(self.image)
            self.damaged |= seen.damaged
            picture = av.VideoFrame.from_ndarray(np.asarray(seen.picture.convert("RGB")), "rgb24")
            yield Frame(time, picture, 0)
            time += Fraction(self._shown_ms()) / 1000
            self.duration_s = round(float(time), 3)
            check_frame(self.limits, self.width * self.height, time)

    def _go_to(self, number: int) -> bool:
        try:
            self.image.seek(number)
            self.image.load()
        except EOFError:
            return False
        except (OSError, SyntaxError):
            self.damaged = True
            return number == 0
        return True

    def _shown_ms(self) -> float:
        given = float(self.image.info.get("duration") or 0)
        return given if given > SHORTEST_MS else USUAL_MS
