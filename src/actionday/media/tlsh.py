"""TLSH: a digest of a text that changes little when little of the text is changed.

Source of the method: Oliver, Cheng and Chen, "TLSH - A Locality Sensitive Hash", 2013, in the form
that the field exchanges: version T1, 128 buckets, one byte of checksum. Of five bytes in a row,
six triplets choose a bucket each; the digest says in which quarter each bucket's count lies.
"""

import re
from math import floor, log

import numpy as np
from numpy.typing import NDArray

SHORTEST = 50
"""Bytes below which there is no digest: too few triplets to count."""

BUCKETS = 128
_DIGEST = re.compile(r"T1[0-9A-Fa-f]{70}", re.ASCII)

_PEARSON = bytes.fromhex(
    "0157310cb0b266a679c10654f9e62ca30ec5d5b5a155da5040ef18e2ec8e26c86eb168678dfdff324d655112"
    "2d601fde196bbe4656edf02248f214d6f4e395eb61ea39163cfa52afd0057fc76f3e87f8aea9d33a429a6ac3"
    "f5ab11bbb6b300f38438944b80859e64827e5b0d99f6d8db7744df4e5358c9637a0b5c208872340a8a1e30b7"
    "9c233d1a8f4afb5e81a23f98aa0773a7f1ce0396373b97dc5a3517837dad0fee4f5f59106989e1e0d9a0257b"
    "7649029d2e74099186e4cfd4cad745e51bbc437ca8fc2a041d6c15f713cd27cbe928ba93c6c09b21a4bf62cc"
    "a5b4754c8c24d2ac29369f08b9e871c4e72f927833411c90fedd5dbdc28b702b476db8d1"
)
"""The permutation of Pearson, "Fast Hashing of Variable-Length Text Strings", 1990."""

_TABLE = np.frombuffer(_PEARSON, np.uint8)

TRIPLETS = ((2, 1, 2), (3, 1, 3), (5, 2, 3), (7, 2, 4), (11, 1, 4), (13, 3, 4))
"""A salt, and how far before the newest byte of the window the other two lie."""

STEPS = np.array([0, 1, 2, 6])
"""How much it counts that a bucket lies so many quarters away."""

TURN = 12
"""How much each step counts by which a ratio of the quartiles differs, after the first."""


def is_digest(value: str) -> bool:
    """Say whether `value` is a TLSH digest: T1 and 70 hex digits."""
    return _DIGEST.fullmatch(value) is not None


def digest(data: bytes) -> str | None:
    """Return the digest, or None where the data are too short or too monotonous to have one."""
    if len(data) < SHORTEST:
        return None
    values = np.frombuffer(data, np.uint8)
    counts = _counts(values)
    if np.count_nonzero(counts) <= BUCKETS // 2:
        return None
    first, middle, third = (int(each) for each in np.sort(counts)[[31, 63, 95]])
    quarters = (counts > first).astype(np.uint8) + (counts > middle) + (counts > third)
    body = np.packbits(np.unpackbits(quarters[:, None], axis=1)[:, 6:][::-1])
    ratios = [int(np.float32(each * 100) / np.float32(third)) % 16 for each in (first, middle)]
    head = f"{_checksum(values):02X}"[::-1] + f"{_length(len(data)):02X}"[::-1]
    return f"T1{head}{ratios[0]:X}{ratios[1]:X}{body.tobytes().hex().upper()}"


def distance(one: str, other: str) -> int:
    """Say how far apart two digests are: 0 for texts alike, some hundreds for strangers.

    The texts' lengths are left out, as in the field's own use for texts. ValueError names what is
    no digest.
    """
    (sum_one, ratios_one, body_one), (sum_other, ratios_other, body_other) = map(
        _parts, (one, other)
    )
    apart = int(STEPS[np.abs(body_one - body_other)].sum()) + (sum_one != sum_other)
    for first, second in zip(ratios_one, ratios_other, strict=True):
        step = min((first - second) % 16, (second - first) % 16)
        apart += step if step <= 1 else (step - 1) * TURN
    return apart


def _counts(values: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Count the triplets in each of the first 128 of 256 buckets."""
    counts = np.zeros(256, np.int64)
    size = len(values)
    for salt, near, far in TRIPLETS:
        chosen = _TABLE[_PEARSON[salt] ^ values[4:]]
        chosen = _TABLE[chosen ^ values[4 - near : size - near]]
        chosen = _TABLE[chosen ^ values[4 - far : size - far]]
        counts += np.bincount(chosen, minlength=256)
    return counts[:BUCKETS]


def _checksum(values: NDArray[np.uint8]) -> int:
    """Hash every pair of neighbours from the fifth byte on, each with the result before it."""
    pairs = _TABLE[_TABLE[_PEARSON[0] ^ values[4:]] ^ values[3:-1]]
    found = 0
    for pair in pairs.tobytes():
        found = _PEARSON[pair ^ found]
    return found


def _length(size: int) -> int:
    """Return the byte that stands for a length: a logarithm, finer for long texts."""
    if size <= 656:
        return floor(log(size) / 0.4054651)
    if size <= 3199:
        return floor(log(size) / 0.26236426 - 8.72777)
    return floor(log(size) / 0.095310180 - 62.5472) & 0xFF


def _parts(value: str) -> tuple[str, tuple[int, int], NDArray[np.int64]]:
    """Return a digest's checksum, its two ratios, and the quarters of its buckets."""
    if not is_digest(value):
        raise ValueError(f"not a TLSH digest: {value!r}")
    body = np.unpackbits(np.frombuffer(bytes.fromhex(value[8:]), np.uint8)).reshape(-1, 2)
    return value[2:4].upper(), (int(value[6], 16), int(value[7], 16)), body @ np.array([2, 1])
