"""What two videos have in common: the share of each that is found in the other, and where.

Works on pairs of pictures that an index has found to be the same, whatever the index is.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from actionday.media.footage import Footage
from actionday.media.thresholds import FEWEST, SHARE

Pair = tuple[int, int]
"""A picture of ours and a picture of theirs, by number, that are the same."""

TOLERANCE_S = 1.0
"""Frames are a second apart, so of one offset are those that are off by no more than that."""

GAP_S = 2.0
"""A part goes on over frames that were not found, if these are no more than so many seconds."""

STRETCH = 0.1
"""A copy may run faster or slower by so much: its parts are then told as one."""

MOST = 12
"""So many parts are told at most, the longest ones."""

FRAMES_OF_A_PICTURE = 200
"""A picture that stands longer is aligned by so many of its frames, evenly spread."""


@dataclass(frozen=True, slots=True)
class Shares:
    """Of our pictures the share found in the other video, and of its pictures the share in ours."""

    share: float
    other_share: float


@dataclass(frozen=True, slots=True)
class Segment:
    """From `start_s` to `end_s` ours is what the other is from `other_start_s` to `other_end_s`."""

    start_s: float
    end_s: float
    other_start_s: float
    other_end_s: float

    def to_json(self) -> dict[str, float]:
        """Return the segment as an object that `json.dumps` takes."""
        return asdict(self)


def shares(
    pairs: Collection[Pair], ours: int, theirs: int, ignored: Collection[int] = ()
) -> Shares | None:
    """Return how much is in common of videos of `ours` and `theirs` pictures; None if too little.

    Pictures of ours in `ignored`, and what they are found as, count on neither side. Enough is
    `SHARE` of one of the two, by `FEWEST` pictures where both have as many.
    """
    left_out = {pair for pair in pairs if pair[0] in ignored}
    ours -= len(set(ignored))
    theirs -= len({other for _mine, other in left_out})
    kept = set(pairs) - left_out
    found, other_found = len({mine for mine, _ in kept}), len({other for _, other in kept})
    if min(found, other_found) < max(1, min(FEWEST, ours, theirs)):
        return None
    result = Shares(found / ours, min(1.0, other_found / theirs))
    return result if max(result.share, result.other_share) >= SHARE else None


def segments(ours: Footage, theirs: Footage, pairs: Iterable[Pair]) -> list[Segment]:
    """Return the parts that are the same, in the order of ours, at most `MOST` of them.

    Each is the longest part at the offset in time that most frames agree on, among the frames that
    no part has told of yet: so cuts and parts in another order are parts of their own.
    """
    mine, other, step = _frames(ours, theirs, pairs)
    offset = theirs.times[other] - ours.times[mine]
    runs: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    while len(mine) and len(runs) < 4 * MOST:
        run = _longest(ours.times, mine, offset, GAP_S + step)
        runs.append((mine[run], other[run]))
        rest = ~(np.isin(mine, mine[run]) | np.isin(other, other[run]))
        mine, other, offset = mine[rest], other[rest], offset[rest]
    found = sorted((_segment(ours, theirs, *run) for run in runs), key=lambda each: each.start_s)
    longest = sorted(_joined(found), key=lambda each: each.start_s - each.end_s)[:MOST]
    return sorted(longest, key=lambda each: each.start_s)


def _frames(
    ours: Footage, theirs: Footage, pairs: Iterable[Pair]
) -> tuple[NDArray[np.int64], NDArray[np.int64], float]:
    """Return every frame of ours with every frame of theirs that shows the same, and the step.

    The step is how many frames apart the frames of the longest picture are that were taken.
    """
    mine, other, step = [np.empty(0, np.int64)], [np.empty(0, np.int64)], 1
    for picture, same in sorted(set(pairs)):
        shown, there = ours.frames_of(picture), theirs.frames_of(same)
        strides = [ceil(len(each) / FRAMES_OF_A_PICTURE) for each in (shown, there)]
        shown, there = shown[:: strides[0]], there[:: strides[1]]
        mine.append(np.repeat(shown, len(there)))
        other.append(np.tile(there, len(shown)))
        step = max(step, *strides)
    return np.concatenate(mine), np.concatenate(other), float(step)


def _longest(
    times: NDArray[np.float64], mine: NDArray[np.int64], offset: NDArray[np.float64], gap: float
) -> NDArray[np.int64]:
    """Return which pairs make up the longest part at the offset that most frames agree on."""
    off = np.abs(offset - _agreed(mine, offset))
    near = np.flatnonzero(off <= TOLERANCE_S)
    by_frame = near[np.lexsort((off[near], mine[near]))]
    _frames_once, first = np.unique(mine[by_frame], return_index=True)
    chosen = by_frame[first]
    breaks = np.flatnonzero(np.diff(times[mine[chosen]]) > gap) + 1
    return max(np.split(chosen, breaks), key=len)


def _agreed(mine: NDArray[np.int64], offset: NDArray[np.float64]) -> float:
    """Return the offset, in whole seconds, that most frames of ours have; else the nearest."""
    votes = np.unique(np.stack([np.rint(offset).astype(np.int64), mine]), axis=1)[0]
    values, counts = np.unique(votes, return_counts=True)
    return float(values[np.lexsort((np.abs(values), -counts))[0]])


def _segment(
    ours: Footage, theirs: Footage, mine: NDArray[np.int64], other: NDArray[np.int64]
) -> Segment:
    """Return the part that a run of frames makes up."""
    ends = ours.end_of(int(mine.max())), theirs.end_of(int(other.max()))
    starts = float(ours.times[mine.min()]), float(theirs.times[other.min()])
    return Segment(*(round(each, 3) for each in (starts[0], ends[0], starts[1], ends[1])))


def _joined(found: list[Segment]) -> list[Segment]:
    """Join parts that follow each other in both videos, as those of a faster or slower copy do."""
    joined: list[Segment] = []
    for part in found:
        whole = _one(joined[-1], part) if joined else None
        if whole is None:
            joined.append(part)
        else:
            joined[-1] = whole
    return joined


def _one(before: Segment, after: Segment) -> Segment | None:
    """Return two parts as one, or None where they do not follow each other."""
    gaps = after.start_s - before.end_s, after.other_start_s - before.other_end_s
    whole = Segment(before.start_s, after.end_s, before.other_start_s, after.other_end_s)
    lengths = whole.end_s - whole.start_s, whole.other_end_s - whole.other_start_s
    follows = all(-TOLERANCE_S <= gap <= GAP_S for gap in gaps)
    alike = abs(lengths[0] - lengths[1]) <= STRETCH * max(lengths) + TOLERANCE_S
    return whole if follows and alike else None
