"""Looks at one file: what it is, its fingerprints, and the pictures that people may be shown.

Called in a sandboxed child for hostile files; the result travels back as plain JSON.
"""

import hashlib
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path

from PIL import Image

from actionday.media.animation import Animation, is_animated
from actionday.media.bars import without_bars
from actionday.media.container import has_pictures, open_container
from actionday.media.derivatives import KeyFrames, poster_size, write_stills
from actionday.media.examination import Examination, Fingerprint
from actionday.media.image import open_image
from actionday.media.limits import DEFAULT_LIMITS, Limits
from actionday.media.pdq import Pdq, hash_dihedral
from actionday.media.seen import Look, as_seen, look_at
from actionday.media.sniff import HEAD_BYTES, sniff
from actionday.media.sound import Sound, hash_samples
from actionday.media.text import decode, fingerprint_text
from actionday.media.unreadable import UnreadableMedia
from actionday.media.video import Video, each_second


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
    digest = Fingerprint("sha256", hashlib.sha256(content).hexdigest())
    with open_image(content, limits) as image:
        if is_animated(image):
            found = _examine_frames(Animation(image, limits), out)
            return replace(found, fingerprints=(*found.fingerprints, digest))
        look = look_at(image, reduced=True)
        derivatives = [] if out is None else write_stills(out, _shown(image, look))
    hashes = hash_dihedral(look.luma, size=look.size) | without_bars(look.luma)
    fingerprints = _of_picture("pdq", hashes), digest
    height, width = look.size
    return Examination(
        "image", fingerprints, width, height, None, tuple(derivatives), damaged=look.damaged
    )


def _shown(image: Image.Image, look: Look) -> Image.Image:
    """Return the picture itself; where only its luma was decoded, as large as its poster needs."""
    if look.picture is not None:
        return look.picture
    image.draft(None, poster_size(image.size))
    return as_seen(image).picture


def _examine_streams(path: Path, out: Path | None, limits: Limits) -> Examination:
    with open_container(path) as container:
        if has_pictures(container):
            return _examine_frames(Video(container, limits), out)
        if not container.streams.audio:
            raise UnreadableMedia(_("the file has neither pictures nor sound"))
        return _examine_sound(Sound(container, limits))


def _examine_frames(video: Video | Animation, out: Path | None) -> Examination:
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


def _examine_sound(sound: Sound) -> Examination:
    found = hash_samples(sound)
    if not found.value:
        fingerprints: tuple[Fingerprint, ...] = ()
        notes: tuple[str, ...] = (_("the sound is too short for a fingerprint of likeness"),)
    else:
        fingerprints, notes = (Fingerprint("chromaprint", found.value, found.quality),), ()
    return Examination(
        "audio", fingerprints, None, None, found.duration_s, (), found.damaged, notes
    )


def _examine_text(path: Path, limits: Limits) -> Examination:
    with path.open("rb") as file:
        text = decode(file.read(limits.text_bytes + 1), limits)
    found = fingerprint_text(text)
    long_enough = found[0].type == "minhash"
    missing = () if long_enough else (_("the text is too short for a fingerprint of likeness"),)
    return Examination("text", found, notes=missing)


def _sha256(path: Path) -> Fingerprint:
    with path.open("rb") as file:
        return Fingerprint("sha256", hashlib.file_digest(file, "sha256").hexdigest())
