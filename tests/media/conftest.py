"""Media that the tests make themselves, and the field's reference data where they are there."""

import os
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

REFERENCE = Path(
    os.environ.get(
        "ACTIONDAY_REFERENCE",
        Path(__file__).resolve().parents[2].parent / "shared" / "data" / "reference",
    )
)


@pytest.fixture(scope="session")
def reference() -> Path:
    if not REFERENCE.is_dir():
        pytest.skip(f"no reference data at {REFERENCE} (set ACTIONDAY_REFERENCE)")
    return REFERENCE


def paint(seed: int, width: int = 320, height: int = 240) -> Image.Image:
    """A colourful picture of patches upon patches, with detail at every scale as a photograph."""
    random = np.random.default_rng(seed)
    canvas = np.zeros((height, width, 3))
    for scale in (1, 2, 4, 8):
        patches = random.integers(0, 256, (5 * scale, 6 * scale, 3), dtype=np.uint8)
        soft = Image.fromarray(patches).resize((width, height), Image.Resampling.BICUBIC)
        canvas += np.asarray(soft) / 4
    return Image.fromarray(canvas.astype(np.uint8))


@pytest.fixture(scope="session")
def picture() -> Callable[..., Image.Image]:
    return paint


def film(
    path: Path,
    *,
    seconds: float = 3.0,
    rate: int = 10,
    size: tuple[int, int] = (160, 120),
    pix_fmt: str = "yuv420p",
) -> Path:
    """A clip that shows another picture every second, frames at `rate` a second."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4" if pix_fmt == "yuv420p" else "mjpeg", rate=rate)
        stream.width, stream.height, stream.pix_fmt = *size, pix_fmt
        stream.bit_rate = 2_000_000
        for index in range(round(seconds * rate)):
            shown = paint(index // rate, *size)
            frame = av.VideoFrame.from_image(shown).reformat(format=pix_fmt)
            frame.pts, frame.time_base = index, Fraction(1, rate)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


@pytest.fixture(scope="session")
def clip() -> Callable[..., Path]:
    return film


def hum(path: Path) -> Path:
    """One second of a tone, without pictures."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac" if path.suffix == ".mp4" else "pcm_s16le", rate=8000)
        wave = (np.sin(np.arange(8000) / 5) * 9000).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(wave[None], format="s16", layout="mono")
        frame.sample_rate = 8000
        resampled = av.AudioResampler(stream.format, stream.layout, 8000).resample(frame)
        for part in resampled:
            container.mux(stream.encode(part))
        container.mux(stream.encode())
    return path


@pytest.fixture(scope="session")
def tone() -> Callable[[Path], Path]:
    return hum


def bits_apart(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


@pytest.fixture(scope="session")
def distance() -> Callable[[str, str], int]:
    return bits_apart
