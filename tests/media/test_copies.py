"""Real clips and their copies: drawn, edited, encoded, decoded, searched, and aligned in time."""

from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

import pytest
from PIL import ImageOps

from actionday.media.bars import UNBOXED
from actionday.media.codelist import CodeList
from actionday.media.codes import codes_of
from actionday.media.examine import examine
from actionday.media.footage import Footage, footage
from actionday.media.overlap import segments, shares
from actionday.media.thresholds import MINIMUM_QUALITY
from actionday.rehearsal.clips import Clip, draw_clip, write_clip
from actionday.rehearsal.copies import captioned
from actionday.rehearsal.pictures import generator

SIZE = (192, 144)
RATE = 6


@dataclass
class Seen:
    footage: Footage
    prints: list


def drawn(name: str, seconds: int) -> list:
    """The frames of a clip with another scene each second, `RATE` a second."""
    clips = (draw_clip(generator(name, n), *SIZE, "Circle of Reeds", "STAND") for n in count())
    frames = (
        clip.frames[step * clip.rate // RATE]
        for clip in clips
        for step in range(len(clip.frames) // clip.rate * RATE)
    )
    return list(islice(frames, seconds * RATE))


@pytest.fixture(scope="module")
def original() -> list:
    return drawn("original", 10)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("copies")


def look(folder: Path, frames: list, crf: int = 26, rate: int = RATE) -> Seen:
    path = folder / "clip.mp4"
    write_clip(Clip(tuple(frames), rate), path, crf)
    prints = [
        each
        for each in examine(path, None).fingerprints
        if each.type == "vpdq" and each.quality >= MINIMUM_QUALITY
    ]
    codes = codes_of([each.value for each in prints])
    return Seen(footage(codes, [each.time_s for each in prints]), prints)


@pytest.fixture(scope="module")
def known(folder: Path, original: list) -> Seen:
    return look(folder, original)


def compare(mine: Seen, known: Seen):
    """The best shares over all forms of the copy, and the parts under that form."""
    index: CodeList[int] = CodeList()
    firsts = [known.prints[first] for first in known.footage.firsts]
    index.extend(range(len(firsts)), codes_of([each.value for each in firsts]))
    best = (None, [])
    shown = [(number, mine.prints[first]) for number, first in enumerate(mine.footage.firsts)]
    for form in ("none", UNBOXED, "flipy", f"{UNBOXED}:flipy"):
        looks = [
            (number, each.value if form == "none" else each.forms[form])
            for number, each in shown
            if form == "none" or form in each.forms
        ]
        hits = index.search(codes_of([value for _number, value in looks]))
        pairs = {(looks[hit.query][0], hit.entry) for hit in hits}
        found = shares(pairs, mine.footage.size, known.footage.size)
        if found and (best[0] is None or found.share > best[0].share):
            best = found, segments(mine.footage, known.footage, pairs)
    return best


def with_words(frames: list) -> list:
    """The frames letterboxed, with words in the lower bar, as of a meme."""
    return [captioned(frame, "@somebody says so") for frame in padded(frames, (0, 36))]


def padded(frames: list, border: tuple) -> list:
    return [ImageOps.expand(frame, border, "black") for frame in frames]


EDITS = {
    "re-encoded": (lambda frames: frames, 40),
    "letterboxed": (lambda frames: padded(frames, (0, 36)), 26),
    "pillarboxed": (lambda frames: padded(frames, (60, 0)), 30),
    "captioned": (lambda frames: [captioned(frame, "@somebody") for frame in frames], 28),
    "mirrored": (lambda frames: [ImageOps.mirror(frame) for frame in frames], 28),
    "letterboxed with words": (with_words, 28),
    "letterboxed and mirrored": (
        lambda frames: padded([ImageOps.mirror(frame) for frame in frames], (0, 36)),
        28,
    ),
    "smaller": (lambda frames: [frame.resize((128, 96)) for frame in frames], 28),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_copy_is_found_whole(edit, original, known, folder):
    change, crf = EDITS[edit]
    found, parts = compare(look(folder, change(original), crf), known)
    assert found is not None
    assert found.share == found.other_share == 1.0
    assert len(parts) == 1
    assert parts[0].start_s == parts[0].other_start_s <= 1
    assert parts[0].end_s == parts[0].other_end_s >= 9


def test_a_trimmed_and_letterboxed_copy_says_where_it_is_from(original, known, folder):
    copy = padded(original[3 * RATE : 8 * RATE], (0, 36))
    found, parts = compare(look(folder, copy, 32), known)
    assert found.share == 1.0
    assert found.other_share == pytest.approx(0.5, abs=0.11)
    (part,) = parts
    assert (part.start_s, part.end_s, part.other_start_s, part.other_end_s) == (0, 5, 3, 8)


def test_parts_in_another_order_with_something_between(original, known, folder):
    copy = original[6 * RATE :] + drawn("other", 3) + original[: 4 * RATE]
    _found, parts = compare(look(folder, copy, 30), known)
    told = [(each.start_s, each.end_s, each.other_start_s, each.other_end_s) for each in parts]
    assert told == [(0, 4, 6, 10), (7, 11, 0, 4)]


def test_another_frame_rate_is_the_same_clip(original, known, folder):
    frames = [original[min(len(original) - 1, round(n * RATE / 10))] for n in range(100)]
    found, parts = compare(look(folder, frames, 28, rate=10), known)
    assert found.share >= 0.8
    assert len(parts) == 1


@pytest.mark.parametrize("speed", [0.9, 1.1])
def test_a_faster_or_slower_copy_is_found_where_scenes_last(original, folder, speed):
    slow = [original[n // (2 * RATE) * RATE] for n in range(12 * RATE)]
    frames = [slow[int(n * speed)] for n in range(int(len(slow) / speed))]
    found, parts = compare(look(folder, frames, 28), look(folder, slow))
    assert found.share == found.other_share == 1.0
    (part,) = parts
    assert part.start_s == part.other_start_s == 0
    assert part.end_s == pytest.approx(12 / speed, abs=1.1)
    assert part.other_end_s == pytest.approx(12, abs=1.1)


def test_different_clips_and_those_with_the_same_title_are_not_the_same(original, known, folder):
    assert compare(look(folder, drawn("another", 10)), known)[0] is None
    title = drawn("title", 1)
    mine = look(folder, title + drawn("mine", 2))
    theirs = look(folder, title * 3 + drawn("theirs", 2) + title)
    assert compare(mine, theirs)[0] is None
