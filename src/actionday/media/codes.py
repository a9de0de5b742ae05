"""PDQ hashes as numbers: hex digits on paper, four 64-bit words in memory."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]
"""Hashes, shape (n, 4): word 0 holds the first 16 hex digits."""

WORDS = 4
_HASH = re.compile(r"[0-9a-fA-F]{64}", re.ASCII)


def is_hash(value: str) -> bool:
    """Say whether `value` is a PDQ hash: exactly 64 hex digits."""
    return _HASH.fullmatch(value) is not None


def codes_of(values: Sequence[str]) -> Codes:
    """Turn hashes into codes; ValueError names the first that is not 64 hex digits."""
    for value in values:
        if not is_hash(value):
            raise ValueError(f"not 64 hex digits: {value!r}")
    words = np.frombuffer(bytes.fromhex("".join(values)), ">u8")
    return words.astype(np.uint64).reshape(-1, WORDS)
