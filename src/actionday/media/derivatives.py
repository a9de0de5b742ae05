"""Writes the small pictures that people see instead of a hostile file.

They are decoded and encoded anew: pixels only, no metadata, nothing of the original's bytes.
"""

from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
import simplejpeg
from av.video.reformatter import VideoReformatter
from numpy.typing import NDArray
from PIL import Image

from actionday.media.video import Frame

RGB = NDArray[np.uint8]
POSTER_SIDE = 960
THUMB_WIDTH = 160
STRIP_PICTURES = 10
JPEG_QUALITY = 85


def write_jpeg(path: Path, picture: RGB) -> str:
    """Encode a picture of shape (height, width, 3), and return the file's name."""
    content = simplejpeg.encode_jpeg(np.ascontiguousarray(picture), quality=JPEG_QUALITY)
    path.write_bytes(content)
    return path.name


def poster_size(size: tuple[int, int]) -> tuple[int, int]:
    """Return the width and height of the poster of a picture of `size`; it is never larger."""
    scale = min(1.0, POSTER_SIDE / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def write_stills(folder: Path, picture: Image.Image) -> list[str]:
    """Write `poster.jpg` and `thumb.jpg` of an upright picture; never larger than the picture."""
    poster = picture.convert("RGB")
    poster.thumbnail(poster_size(picture.size))
    thumb = poster.copy()
    thumb.thumbnail((THUMB_WIDTH, POSTER_SIDE))
    return [
        write_jpeg(folder / "poster.jpg", np.asarray(poster)),
        write_jpeg(folder / "thumb.jpg", np.asarray(thumb)),
    ]


@dataclass(slots=True)
class KeyFrames:
    """Gathers, from frames offered in order, the clearest one and up to ten spread evenly.

    How many will come is not known beforehand: once there are too many, each second one is
    dropped and from then on only each second one is taken.
    """

    best: Frame | None = None
    best_quality: int = -1
    pictures: list[RGB] = field(default_factory=list)
    offered: int = 0
    stride: int = 1
    scaler: VideoReformatter = field(default_factory=VideoReformatter)

    def offer(self, frame: Frame, quality: int) -> None:
        """Take note of a frame and the quality of its hash."""
        if quality > self.best_quality:
            self.best, self.best_quality = frame, quality
        if self.offered % self.stride == 0:
            self.pictures.append(_upright(self.scaler, frame, THUMB_WIDTH))
        if len(self.pictures) > STRIP_PICTURES:
            self.pictures, self.stride = self.pictures[::2], self.stride * 2
        self.offered += 1

    def write(self, folder: Path) -> list[str]:
        """Write `poster.jpg` and `thumb.jpg` of the clearest frame, and `strip.jpg` of them all."""
        if self.best is None:
            return []
        stills = write_stills(folder, Image.fromarray(_upright(VideoReformatter(), self.best)))
        return [*stills, write_jpeg(folder / "strip.jpg", self._side_by_side())]

    def _side_by_side(self) -> RGB:
        """Join the pictures; one whose shape changed on the way is made to fit the first."""
        size = self.pictures[0].shape[1::-1]
        fitting = [
            one if one.shape[1::-1] == size else np.asarray(Image.fromarray(one).resize(size))
            for one in self.pictures
        ]
        return np.hstack(fitting)


def _upright(scaler: VideoReformatter, frame: Frame, width: int | None = None) -> RGB:
    """Return a frame in RGB as a viewer sees it, `width` pixels wide or, without, as it is."""
    stored = frame.picture
    seen_width = stored.height if frame.turns % 2 else stored.width
    scale = 1 if width is None else width / seen_width
    scaled: av.VideoFrame = scaler.reformat(
        stored, max(1, round(stored.width * scale)), max(1, round(stored.height * scale)), "rgb24"
    )
    return np.rot90(scaled.to_ndarray(), frame.turns)
