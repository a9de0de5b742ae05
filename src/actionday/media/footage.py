"""The pictures of a video, each once: a title card that stands for ten seconds is one picture.

What is said of how much of a video is found elsewhere counts pictures, not frames: so a logo or a
still that comes again and again weighs no more than any other picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from actionday.media.codes import Codes
from actionday.media.thresholds import REPEAT

SECOND = 1.0
"""How long the last frame stands, as there is none after it to tell."""


@dataclass(frozen=True, slots=True)
class Footage:
    """A video's frames: `times` in seconds, rising, and which picture (by number) each shows.

    `firsts` has for each picture the index of its first frame, whose code stands for it.
    """

    times: NDArray[np.float64]
    pictures: NDArray[np.int64]
    firsts: NDArray[np.int64]

    @property
    def size(self) -> int:
        """How many different pictures there are."""
        return len(self.firsts)

    def frames_of(self, picture: int) -> NDArray[np.int64]:
        """Return the indexes of the frames that show a picture."""
        return np.flatnonzero(self.pictures == picture)

    def end_of(self, frame: int) -> float:
        """Return until when a frame stands: the time of the next one, in seconds."""
        last = frame + 1 == len(self.times)
        return float(self.times[frame] + SECOND if last else self.times[frame + 1])


def footage(codes: Codes, times: Sequence[float]) -> Footage:
    """Sort a video's frames, codes of shape (n, 4) with their times in seconds, into pictures.

    A frame shows the picture whose first frame is nearest, if that is at most `REPEAT` bits away.
    """
    pictures, firsts = np.empty(len(codes), np.int64), list[int]()
    known = np.empty_like(codes)
    for frame, code in enumerate(codes):
        apart = np.bitwise_count(known[: len(firsts)] ^ code).sum(axis=1)
        nearest = int(apart.argmin()) if len(firsts) else -1
        if nearest < 0 or apart[nearest] > REPEAT:
            nearest = len(firsts)
            known[nearest] = code
            firsts.append(frame)
        pictures[frame] = nearest
    return Footage(np.asarray(times, np.float64), pictures, np.asarray(firsts, np.int64))
