"""Decodes sound, of a sound file or of a video, fingerprints it, and compares two fingerprints."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from itertools import islice
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.container import InputContainer

from actionday.media.chromaprint import RATE, STEP, Codes, Samples, codes_of
from actionday.media.chromaprint_text import decode, encode
from actionday.media.container import open_container
from actionday.media.limits import DEFAULT_LIMITS, Limits
from actionday.media.thresholds import SOUND_ERRORS, SOUND_OVERLAP_S
from actionday.media.unreadable import UnreadableMedia

SECONDS_A_CODE = STEP / RATE
ALIGNING_BITS = 12
"""The upper bits of two codes that must agree to vote for an alignment, as in Chromaprint."""

ALIGNMENTS = 5
"""Alignments that are looked at, those with most votes first."""


@dataclass(frozen=True, slots=True)
class SoundHash:
    """The Chromaprint of a sound, its quality and its length.

    `value` is in the compressed form, empty if there is too little sound for a single code;
    `quality` (0-100) is the share of codes that differ from the one before: near 0 for silence and
    for a steady tone, which would match all others like them.
    """

    value: str
    quality: int
    duration_s: float
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class SoundLikeness:
    """How alike two sounds are where they overlap best.

    `errors` is the mean number of bits of 32 that differ; second `offset_s` of the first sound (may
    be negative) is the start of the second.
    """

    errors: float
    overlap_s: float
    offset_s: float

    @property
    def alike(self) -> bool:
        """Say whether it is the same recording, by the thresholds of this program."""
        return self.errors <= SOUND_ERRORS and self.overlap_s >= SOUND_OVERLAP_S


class Sound:
    """The first audio stream of an opened container; `damaged` and `duration_s` grow on the way."""

    def __init__(self, container: InputContainer, limits: Limits) -> None:
        if not container.streams.audio:
            raise UnreadableMedia(_("the file has no sound"))
        self.container, self.limits = container, limits
        self.stream = container.streams.audio[0]
        self.damaged = False
        self.duration_s = 0.0

    def samples(self) -> Iterator[Samples]:
        """Decode to one channel at the fingerprint's rate; UnreadableMedia if there is nothing."""
        resampler: AudioResampler | None = None
        form: tuple[str, str, int] | None = None
        for frame in self._frames():
            found = (frame.format.name, frame.layout.name, frame.sample_rate)
            if resampler is None or found != form:
                form, resampler = found, AudioResampler("s16", "mono", RATE)
            frame.pts = None  # What is missing in between is no sound that anyone hears.
            yield from self._counted(resampler.resample(frame))
        if resampler is None:
            raise UnreadableMedia(_("nothing of the sound can be decoded"))
        yield from self._counted(resampler.resample(None))

    def _frames(self) -> Iterator[AudioFrame]:
        """Decode packet by packet, as one broken packet does not end what a listener hears."""
        for packet in self.container.demux(self.stream):
            try:
                yield from packet.decode()
            except av.FFmpegError:
                self.damaged = True

    def _counted(self, frames: list[AudioFrame]) -> Iterator[Samples]:
        for frame in frames:
            self.duration_s += frame.samples / RATE
            if self.duration_s > self.limits.sound_seconds:
                raise UnreadableMedia(
                    _("the sound is longer than %(most)d seconds")
                    % {"most": self.limits.sound_seconds}
                )
            yield frame.to_ndarray()[0]


def hash_sound(path: Path, limits: Limits = DEFAULT_LIMITS) -> SoundHash:
    """Fingerprint the sound of a sound file or a video; UnreadableMedia if there is none."""
    with open_container(path) as container:
        return hash_samples(Sound(container, limits))


def hash_samples(sound: Sound) -> SoundHash:
    """Fingerprint an opened sound."""
    codes = codes_of(sound.samples())
    seconds = round(sound.duration_s, 3)
    if not len(codes):
        return SoundHash("", 0, seconds, sound.damaged)
    moving = np.count_nonzero(codes[1:] != codes[:-1])
    quality = round(100 * moving / max(1, len(codes) - 1))
    return SoundHash(encode(codes), quality, seconds, sound.damaged)


def compare_sounds(one: str, other: str) -> SoundLikeness:
    """Compare two fingerprints where they overlap best; ValueError if one of them is none.

    Source: Chromaprint's matcher, without its search for segments: equal upper bits vote for an
    alignment, and of the first few the one with the fewest wrong bits is taken.
    """
    first, second = decode(one), decode(other)
    found = [_along(first, second, offset) for offset in _alignments(first, second)]
    return min(found, key=lambda each: each.errors, default=SoundLikeness(32.0, 0.0, 0.0))


def _alignments(first: Codes, second: Codes) -> list[int]:
    """Return how many codes later the second may start, likeliest first, if long enough."""
    places: dict[int, list[int]] = {}
    for place, key in _voters(second):
        places.setdefault(key, []).append(place)
    votes: Counter[int] = Counter()
    for place, key in _voters(first):
        votes.update(place - other for other in places.get(key, ()))
    least = min(SOUND_OVERLAP_S / SECONDS_A_CODE, len(first), len(second))
    fitting = (
        offset
        for offset, number in votes.most_common()
        if number > 1 and _overlap(first, second, offset) >= least
    )
    return list(islice(fitting, ALIGNMENTS))


def _voters(codes: Codes) -> Iterator[tuple[int, int]]:
    """Yield places and upper bits of the codes; what only goes on tells nothing of the time."""
    for place in np.flatnonzero(np.diff(codes.astype(np.int64), prepend=-1)).tolist():
        yield place, int(codes[place]) >> (32 - ALIGNING_BITS)


def _overlap(first: Codes, second: Codes, offset: int) -> int:
    return min(len(first), len(second) + offset) - max(0, offset)


def _along(first: Codes, second: Codes, offset: int) -> SoundLikeness:
    start, size = max(0, offset), _overlap(first, second, offset)
    wrong = first[start : start + size] ^ second[start - offset : start - offset + size]
    errors = float(np.bitwise_count(wrong).mean())
    return SoundLikeness(errors, size * SECONDS_A_CODE, offset * SECONDS_A_CODE)
