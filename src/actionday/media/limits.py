"""How much a single piece of media may ask of us; every default stands here and nowhere else."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps that are checked before, or while, a file is decoded; beyond them it is unreadable."""

    image_pixels: int = 100_000_000
    frame_pixels: int = 36_000_000
    """One frame of a video: a little over 8K."""
    video_seconds: int = 4 * 3600
    sound_seconds: int = 4 * 3600
    text_bytes: int = 10_000_000


DEFAULT_LIMITS = Limits()
