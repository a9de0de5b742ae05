"""Decodes videos once, in one thread, and hashes their frames (vPDQ: PDQ with a time).

Source of the method: Meta's vPDQ, here with one hash for the first frame at or after each whole
second. The luma plane is hashed as the decoder gives it, without a detour over RGB.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from gettext import gettext as _
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from av.video.reformatter import ColorRange
from numpy.typing import NDArray
from PIL import Image

from actionday.media.bars import without_bars
from actionday.media.container import moving_pictures, open_container
from actionday.media.limits import DEFAULT_LIMITS, Limits
from actionday.media.pdq import Pdq, hash_dihedral, hash_luma
from actionday.media.unreadable import UnreadableMedia

FULL_RANGE = frozenset({"gray", "yuvj411p", "yuvj420p", "yuvj422p", "yuvj440p", "yuvj444p"})
LUMA_PLANE = FULL_RANGE | {
    *("yuv410p", "yuv411p", "yuv420p", "yuv422p", "yuv440p", "yuv444p"),
    *("nv12", "nv16", "nv21"),
}
"""Pixel formats whose first plane is 8-bit luma; the others are converted first."""

LIMITED_CONTRAST = 255 / 219
"""Limited-range luma runs from 16 to 235: the stretch that makes it full range."""

DECODER_MARGIN = 1_000_000
"""Decoders count whole blocks and margins around a frame, which weighs most for small ones."""


@dataclass(frozen=True, slots=True)
class FrameHash:
    """The hash of one frame, and its time in seconds after the first frame."""

    time_s: float
    value: str
    quality: int


@dataclass(frozen=True, slots=True)
class Frame:
    """One decoded frame: its time after the first frame, and the quarter turns to see it upright.

    A turn is counter-clockwise, as in `numpy.rot90`.
    """

    time: Fraction
    picture: av.VideoFrame
    turns: int

    def hash(self) -> FrameHash:
        """Hash the frame as a viewer sees it."""
        pdq = hash_luma(*self.luma())
        return FrameHash(round(float(self.time), 3), pdq.value, pdq.quality)

    def hash_dihedral(self) -> dict[str, Pdq]:
        """Hash the eight turned and mirrored forms of the frame."""
        return hash_dihedral(*self.luma())

    def hash_forms(self) -> dict[str, Pdq]:
        """Hash those, and those of what is inside the bars around the frame if it has any."""
        luma, contrast = self.luma()
        return hash_dihedral(luma, contrast) | without_bars(luma, contrast)

    def luma(self) -> tuple[NDArray[np.uint8], float]:
        """Return the upright luma and its contrast (see `pdq.hash_luma`)."""
        name, plane = self.picture.format.name, self.picture.planes[0]
        if name not in LUMA_PLANE or plane.line_size < self.picture.width:
            rgb = self.picture.to_ndarray(format="rgb24")
            return np.rot90(np.asarray(Image.fromarray(rgb).convert("L")), self.turns), 1.0
        stored = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
        full = name in FULL_RANGE or self.picture.color_range == ColorRange.JPEG
        seen = np.rot90(stored[: self.picture.height, : self.picture.width], self.turns)
        return seen, 1.0 if full else LIMITED_CONTRAST


class Video:
    """The pictures of an opened container.

    `width` and `height` are as stored; `duration_s` is what the file claims, 0 if nothing;
    `damaged` turns true if a part could not be decoded.
    """

    def __init__(self, container: InputContainer, limits: Limits) -> None:
        self.container = container
        self.limits = limits
        self.stream = moving_pictures(container)
        self.width = self.stream.codec_context.width
        self.height = self.stream.codec_context.height
        self.damaged = False
        self.duration_s = (container.duration or 0) / av.time_base
        check_frame(limits, self.width * self.height, self.duration_s)
        self.stream.thread_type = "NONE"
        # A frame may grow on the way: the decoder must stop it before it asks for the memory.
        self.stream.codec_context.options = {
            "max_pixels": str(2 * limits.frame_pixels + DECODER_MARGIN)
        }

    def frames(self) -> Iterator[Frame]:
        """Decode every frame, in the order of showing; UnreadableMedia if there is none."""
        first: Fraction | None = None
        for index, picture in enumerate(self._pictures()):
            shown = self._time(picture, index)
            first = shown if first is None else first
            check_frame(self.limits, picture.width * picture.height, shown - first)
            self.damaged |= picture.is_corrupt
            yield Frame(shown - first, picture, _quarter_turns(picture))
        if first is None:
            raise UnreadableMedia(_("no frame of the video can be decoded"))

    def _pictures(self) -> Iterator[av.VideoFrame]:
        """Decode packet by packet, as one broken packet does not end what a viewer sees."""
        for packet in self.container.demux(self.stream):
            try:
                yield from packet.decode()
            except av.FFmpegError:
                self.damaged = True

    def _time(self, picture: av.VideoFrame, index: int) -> Fraction:
        """Return when the picture is shown; where the file has no times, by its frame rate."""
        if picture.pts is None or picture.time_base is None:
            return index / (self.stream.average_rate or Fraction(25))
        return picture.pts * picture.time_base


def check_frame(limits: Limits, pixels: int, seconds: float | Fraction) -> None:
    """Raise UnreadableMedia if a frame is too large or too late."""
    if pixels > limits.frame_pixels:
        raise UnreadableMedia(
            _("a frame has %(pixels)d pixels, more than %(most)d")
            % {"pixels": pixels, "most": limits.frame_pixels}
        )
    if seconds > limits.video_seconds:
        raise UnreadableMedia(
            _("the video is longer than %(most)d seconds") % {"most": limits.video_seconds}
        )


def _quarter_turns(picture: av.VideoFrame) -> int:
    return round(picture.rotation / 90) % 4


def each_second(frames: Iterable[Frame], parts: int = 1) -> Iterator[Frame]:
    """Pass on the first frame at or after each whole second, or each of `parts` parts of one."""
    due = 0
    for frame in frames:
        if frame.time * parts >= due:
            yield frame
            due = int(frame.time * parts) + 1


def read_frames(path: Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[Frame]:
    """Decode every frame of a video file; UnreadableMedia if it cannot or may not be decoded."""
    with open_container(path) as container:
        yield from Video(container, limits).frames()


def hash_every_frame(path: Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[FrameHash]:
    """Hash every frame of a video file."""
    return (frame.hash() for frame in read_frames(path, limits))


def hash_video(path: Path, limits: Limits = DEFAULT_LIMITS) -> list[FrameHash]:
    """Hash the first frame at or after each whole second of a video file (vPDQ)."""
    return [frame.hash() for frame in each_second(read_frames(path, limits))]
