"""Hashes to measure with: random ones, and ones like those of real pictures.

Hashes of pictures are unevenly spread: neighbouring waves go together. PDQ's waves are linear, so
the hash of pictures laid over each other is had from their waves, millions of them from a few
hundred drawn pictures. Copies differ from their originals in the bits in which edited pictures do.
"""

from io import BytesIO

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image

from actionday.media.codes import WORDS, Codes, codes_of
from actionday.media.pdq import hash_luma
from actionday.media.sampling import downsample
from actionday.rehearsal import pictures
from actionday.rehearsal.copies import captioned

PICTURES = 400
LAID_OVER = 8
"""With so many, hashes of different pictures do not match, and fill buckets as photographs do."""
AT_ONCE = 1 << 16
WIDTH, HEIGHT = 320, 240


def make(data: str, number: int, queries: int, rng: Generator) -> tuple[Codes, Codes]:
    """Return `number` hashes, and queries of which every second is a copy of one of them."""
    if data == "random":
        known, strangers = uniform(number, rng), uniform(queries, rng)
        changes = flips(rng.integers(0, 41, queries), rng)
    else:
        drawn = [draw(rng, name) for name in range(PICTURES)]
        known, strangers = blends(drawn, number, rng), blends(drawn, queries, rng)
        changes = edits(drawn)[rng.integers(0, PICTURES, queries)]
    copies = known[rng.integers(0, number, queries)] ^ changes
    return known, np.where((np.arange(queries) % 2 == 0)[:, None], copies, strangers)


def uniform(number: int, rng: Generator) -> Codes:
    """Return codes whose bits are all independent."""
    return rng.integers(0, 2**64, (number, WORDS), np.uint64)


def flips(bits: NDArray[np.int64], rng: Generator) -> Codes:
    """Return codes with so many bits set, anywhere."""
    first = np.argsort(rng.random((len(bits), 64 * WORDS)), axis=1)
    return packed(first < bits[:, None])


def packed(bits: NDArray[np.bool_]) -> Codes:
    """Return rows of 256 bits as codes."""
    return np.packbits(bits, axis=1).view(np.uint64)


def draw(rng: Generator, name: int) -> Image.Image:
    """Draw one picture as the demo does."""
    return pictures.draw_picture(rng, WIDTH, HEIGHT, f"group {name % 40}", f"PICTURE {name}")


def blends(drawn: list[Image.Image], number: int, rng: Generator) -> Codes:
    """Return the hashes of so many different pictures, each of some drawn ones in random shares."""
    waves = np.stack([_waves(np.asarray(each.convert("L"))) for each in drawn])
    parts = [_blended(waves, min(AT_ONCE, number - at), rng) for at in range(0, number, AT_ONCE)]
    return np.concatenate(parts)


def _blended(waves: NDArray[np.float32], number: int, rng: Generator) -> Codes:
    blend = np.zeros((number, waves.shape[1]), np.float32)
    for _picture in range(LAID_OVER):
        share = rng.normal(size=(number, 1)).astype(np.float32)
        blend += share * waves[rng.integers(0, len(waves), number)]
    return packed(blend > np.median(blend, axis=1, keepdims=True))


def _waves(luma: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the 256 waves that PDQ compares with their median."""
    frequency, place = np.arange(1, 17)[:, None], np.arange(64)
    cosines = np.cos(np.pi / 128 * frequency * (2 * place + 1))
    return np.asarray((cosines @ downsample(luma) @ cosines.T).ravel(), np.float32)


def edits(drawn: list[Image.Image]) -> Codes:
    """Return, for each picture, the bits in which one edit changed its hash."""
    changed = [_edit(each, number) for number, each in enumerate(drawn)]
    return _hashes(drawn) ^ _hashes(changed)


def _hashes(drawn: list[Image.Image]) -> Codes:
    return codes_of([hash_luma(np.asarray(each.convert("L"))).value for each in drawn])


def _edit(picture: Image.Image, number: int) -> Image.Image:
    """Save again, scale, caption, or cut off an edge: one after the other."""
    if number % 4 == 0:
        file = BytesIO()
        picture.save(file, "JPEG", quality=30)
        return Image.open(file)
    if number % 4 == 1:
        return picture.resize((WIDTH // 3, HEIGHT // 3), Image.Resampling.BILINEAR)
    if number % 4 == 2:
        return captioned(picture, "seen elsewhere")
    return picture.crop((0, 0, WIDTH - 6, HEIGHT - 5))
