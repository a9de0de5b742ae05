"""The form in which fingerprints of sound are exchanged: `fpcalc` prints it, AcoustID takes it.

Each number is given by which bits changed since the one before, as gaps between them: three bits a
gap, five more for what does not fit, and all of it in the base64 of addresses.
"""

import base64
import binascii

import numpy as np
from numpy.typing import NDArray

from actionday.media.chromaprint import Codes

ALGORITHM = 1
HEAD_BYTES = 4
NEAR_BITS, FAR_BITS = 3, 5
FAR = 2**NEAR_BITS - 1
"""A gap from which on the rest is written apart."""

MOST = 2**24 - 1
"""The header has three bytes for the number of codes: 36 weeks of sound."""


def encode(codes: Codes) -> str:
    """Write a fingerprint as text."""
    if len(codes) > MOST:
        raise ValueError(f"{len(codes)} codes, more than {MOST}")
    changed = codes.astype("<u4")
    changed[1:] ^= codes[:-1]
    bits = np.unpackbits(changed.view(np.uint8).reshape(-1, 4), axis=1, bitorder="little")
    rows, places = np.nonzero(bits)
    gaps = np.diff(places, prepend=-1)
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    gaps[starts] = places[starts] + 1
    ends = np.cumsum(bits.sum(axis=1, dtype=np.int64))
    near = np.insert(np.minimum(gaps, FAR), ends, 0)
    far = gaps[gaps >= FAR] - FAR
    head = bytes([ALGORITHM]) + len(codes).to_bytes(HEAD_BYTES - 1, "big")
    content = head + _packed(near, NEAR_BITS) + _packed(far, FAR_BITS)
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def decode(value: str) -> Codes:
    """Read a fingerprint; ValueError says what is wrong with it."""
    try:
        content = base64.b64decode(value + "=" * (-len(value) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(f"not a fingerprint of sound: {error}") from error
    if len(content) < HEAD_BYTES or content[0] != ALGORITHM:
        raise ValueError(f"not a fingerprint of sound of algorithm {ALGORITHM}")
    count = int.from_bytes(content[1:HEAD_BYTES], "big")
    near = _unpacked(content[HEAD_BYTES:], NEAR_BITS)
    ends = np.flatnonzero(near == 0)[:count]
    if len(ends) < count:
        raise ValueError(f"the fingerprint ends before its {count} codes")
    near = near[: ends[-1] + 1 if count else 0]
    return np.bitwise_xor.accumulate(_changes(near, ends, content[_size(len(near)) :]))


def _size(gaps: int) -> int:
    """Return the bytes of the header and of so many gaps."""
    return HEAD_BYTES + -(-gaps * NEAR_BITS // 8)


def _changes(near: NDArray[np.int64], ends: NDArray[np.int64], rest: bytes) -> Codes:
    """Put the gaps together to the bits that changed at each code."""
    far = np.flatnonzero(near == FAR)
    more = _unpacked(rest, FAR_BITS)
    if len(more) < len(far):
        raise ValueError("the fingerprint ends before its last gap")
    gaps = near.copy()
    gaps[far] += more[: len(far)]
    places = np.cumsum(gaps)
    row = np.cumsum(near == 0) - (near == 0)
    before = np.concatenate([[0], places[ends]])[row]
    place = (places - before - 1)[near > 0]
    if place.size and place.max() >= 32:
        raise ValueError("the fingerprint has a bit beyond the 32nd")
    changes = np.zeros(len(ends), np.uint32)
    np.bitwise_or.at(changes, row[near > 0], np.uint32(1) << place.astype(np.uint32))
    return changes


def _packed(values: NDArray[np.int64], width: int) -> bytes:
    """Write values of `width` bits one after the other, the lowest bit first."""
    bits = (values[:, None] >> np.arange(width)) & 1
    return np.packbits(bits.astype(np.uint8), bitorder="little").tobytes()


def _unpacked(content: bytes, width: int) -> NDArray[np.int64]:
    bits = np.unpackbits(np.frombuffer(content, np.uint8), bitorder="little").astype(np.int64)
    return bits[: len(bits) // width * width].reshape(-1, width) @ (1 << np.arange(width))
