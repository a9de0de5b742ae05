"""Looks at one file: what it is, its fingerprints, and the pictures that people may be shown.

Called in a sandboxed child for hostile files; the result travels back as plain JSON.
"""

import hashlib
from dataclasses import asdict, dataclass, field, replace
from gettext import gettext as _
from pathlib import Path
from typing import Any

import numpy as np
from av.container import InputContainer

from actionday.media.bars import without_bars
from actionday.media.container import has_pictures, open_container
from actionday.media.derivatives import KeyFrames, poster_size, write_stills
from actionday.media.image import as_seen, jpeg_luma, open_image
from actionday.media.limits import DEFAULT_LIMITS, Limits
from actionday.media.pdq import Pdq, hash_dihedral
from actionday.media.sniff import HEAD_BYTES, sniff
from actionday.media.text import decode, hash_text
from actionday.media.unreadable import UnreadableMedia
from actionday.media.video import Video, each_second


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One fingerprint: `type` is pdq, vpdq or sha256; `quality` (0-100) and `time_s` where known.

    SHA-256 is taken of the file, but of a text it is taken of what a reader sees of it. `forms` has
    the values of the turned and mirrored pictures, by the names of `pdq.DIHEDRAL`, and those of
    what is inside the bars around it (`bars.UNBOXED`) where there are some.
    """

    type: str
    value: str
    quality: int | None = None
    time_s: float | None = None
    forms: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found out about a file.

    `media` is image, video, audio or text. Width and height are in pixels, as seen for an image
    and as stored for a video. `derivatives` are names of files in the folder that was given.
    `damaged` says that the decoder met a part of a video that it could not decode.
    """

    media: str
    fingerprints: tuple[Fingerprint, ...]
    width: int | None = None
    height: int | None = None
    duration_s: float | None = None
    derivatives: tuple[str, ...] = ()
    damaged: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the examination as an object that `json.dumps` takes."""
        return asdict(self)


def examine(path: Path, out: Path | None, limits: Limits = DEFAULT_LIMITS) -> Examination:
    """Examine a file, and write its derivatives into the folder `out` (None: write nothing).

    Images give `poster.jpg` and `thumb.jpg`, videos `strip.jpg` too. Raises UnreadableMedia for
    whatever cannot or may not be decoded, and OSError where the file cannot be opened.
    """
    with path.open("rb") as file:
        media = sniff(file.read(HEAD_BYTES)).media
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    if media == "image":
        return _examine_image(path, out, limits)
    if media == "text":
        return _examine_text(path, limits)
    found = _examine_streams(path, out, limits)
    return replace(found, fingerprints=(*found.fingerprints, _sha256(path)))


def _examine_image(path: Path, out: Path | None, limits: Limits) -> Examination:
    content = path.read_bytes()
    derivatives: list[str] = []
    with open_image(content, limits) as image:
        luma = jpeg_luma(image)
        if luma is None:
            seen = as_seen(image)
            luma = np.asarray(seen.convert("L"))
        elif out is not None:
            # The hash has its luma already: for the small pictures, a scaled decoding will do.
            image.draft(None, poster_size(image.size))
            seen = as_seen(image)
        if out is not None:
            derivatives = write_stills(out, seen)
    digest = hashlib.sha256(content).hexdigest()
    fingerprints = (
        _of_picture("pdq", hash_dihedral(luma) | without_bars(luma)),
        Fingerprint("sha256", digest),
    )
    height, width = luma.shape
    return Examination("image", fingerprints, width, height, None, tuple(derivatives))


def _examine_streams(path: Path, out: Path | None, limits: Limits) -> Examination:
    with open_container(path) as container:
        if has_pictures(container):
            return _examine_video(Video(container, limits), out)
        return _examine_audio(container)


def _examine_video(video: Video, out: Path | None) -> Examination:
    """Decode once: each second's frame is hashed and offered for the pictures."""
    fingerprints, chosen, last = [], KeyFrames(), 0.0
    for frame in each_second(video.frames()):
        last = round(float(frame.time), 3)
        found = _of_picture("vpdq", frame.hash_forms(), last)
        fingerprints.append(found)
        if out is not None:
            chosen.offer(frame, found.quality or 0)
    derivatives = [] if out is None else chosen.write(out)
    return Examination(
        media="video",
        fingerprints=tuple(fingerprints),
        width=video.width,
        height=video.height,
        duration_s=video.duration_s or last,
        derivatives=tuple(derivatives),
        damaged=video.damaged,
    )


def _of_picture(kind: str, hashes: dict[str, Pdq], time_s: float | None = None) -> Fingerprint:
    """Return the fingerprint of a picture or frame with its other forms."""
    plain = hashes.pop("none")
    forms = {name: each.value for name, each in hashes.items()}
    return Fingerprint(kind, plain.value, plain.quality, time_s, forms)


def _examine_audio(container: InputContainer) -> Examination:
    """Decode the start, to be sure that it is sound and not something that looks like it."""
    if not container.streams.audio or next(container.decode(audio=0), None) is None:
        raise UnreadableMedia(_("the file has neither pictures nor sound"))
    seconds = None if container.duration is None else container.duration / 1_000_000
    return Examination("audio", (), duration_s=seconds)


def _examine_text(path: Path, limits: Limits) -> Examination:
    with path.open("rb") as file:
        text = decode(file.read(limits.text_bytes + 1), limits)
    return Examination("text", (Fingerprint("sha256", hash_text(text)),))


def _sha256(path: Path) -> Fingerprint:
    with path.open("rb") as file:
        return Fingerprint("sha256", hashlib.file_digest(file, "sha256").hexdigest())
