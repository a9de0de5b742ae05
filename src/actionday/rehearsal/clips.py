"""Draws short clips: a new scene each second, panned over, with something that crosses it."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.stream import VideoStream
from numpy.random import Generator
from PIL import Image, ImageDraw

from actionday.rehearsal.pictures import PAPER, draw_picture

MARGIN = 1.12
"""A scene is drawn this much larger than the frame, so that the view can move over it."""


@dataclass(frozen=True)
class Clip:
    """Frames of one size, `rate` of them a second; each whole second is a new scene."""

    frames: tuple[Image.Image, ...]
    rate: int

    def trimmed(self) -> "Clip":
        """Return the clip without its first second (a clip of one second stays)."""
        return Clip(self.frames[self.rate :] or self.frames, self.rate)


def draw_clip(rng: Generator, width: int, height: int, group: str, slogan: str) -> Clip:
    """Draw a clip of two to four seconds at five to eight frames a second."""
    rate = int(rng.integers(5, 9))
    frames: list[Image.Image] = []
    for _ in range(int(rng.integers(2, 5))):
        frames += _draw_scene(rng, (width, height), rate, group, slogan)
    return Clip(tuple(frames), rate)


def _draw_scene(
    rng: Generator, size: tuple[int, int], rate: int, group: str, slogan: str
) -> list[Image.Image]:
    """Draw one second: a picture, the view moving over it, a disc crossing the view."""
    width, height = size
    wide, high = round(width * MARGIN), round(height * MARGIN)
    scene = draw_picture(rng, wide, high, group, slogan)
    start, end = rng.uniform(0, 1, 2), rng.uniform(0, 1, 2)
    disc = rng.uniform(0.1, 0.9, 4)
    frames = []
    for share in np.linspace(0, 1, rate, endpoint=False):
        view = (start + (end - start) * share) * (wide - width, high - height)
        left, top = int(view[0]), int(view[1])
        frame = scene.crop((left, top, left + width, top + height))
        x, y = (disc[:2] + (disc[2:] - disc[:2]) * share) * size
        reach = height / 16
        box = (x - reach, y - reach, x + reach, y + reach)
        ImageDraw.Draw(frame).ellipse(box, fill=PAPER)
        frames.append(frame)
    return frames


def write_clip(clip: Clip, path: Path, crf: int) -> None:
    """Encode a clip as H.264 in MP4; `crf` 0 to 51, larger is worse. Same clip, same bytes."""
    first = clip.frames[0]
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(str(path), "w", format="mp4", options=options) as container:
        stream = _video_stream(container, clip.rate, crf)
        stream.width, stream.height = first.width, first.height
        for number, picture in enumerate(clip.frames):
            frame = av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, clip.rate)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _video_stream(container: av.container.OutputContainer, rate: int, crf: int) -> VideoStream:
    stream = container.add_stream("libx264", rate=rate)
    stream.pix_fmt = "yuv420p"
    stream.codec_context.thread_count = 1
    stream.codec_context.gop_size = rate
    stream.options = {"preset": "ultrafast", "crf": str(crf)}
    return stream
