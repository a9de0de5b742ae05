"""Why the index can miss nothing: what two codes that are near have in common.

A code is cut into 16 sub-codes of 16 bits, thought of as a ring. Let d(0)..d(15) be the numbers of
bits in which those of two codes differ, with a sum of at most R. Hand out R + 1 shares w(0)..w(15)
around the ring, as evenly as can be. The sum of d - w is then negative, and by the cycle lemma
there is a *start* j from which every run stays negative: for each length l,

    d(j) + ... + d(j+l-1) < w(j) + ... + w(j+l-1)        (indexes modulo 16)

(Start behind the place where the sums d(0)-w(0), d(0)-w(0)+d(1)-w(1), ... are largest, the last
such place: each run from there on goes down from the maximum.) We use l = 1 and l = 3:

* d(j) < w(j). For R = 31 each share is 2, so d(j) is 0 or 1: it suffices to look for codes whose
  sub-code j equals the query's (one bucket) or differs from it in one bit (16 buckets), for each j.
  For a smaller R some shares are 1 (one bucket instead of 17) or, below R = 15, 0 (none at all).
* d(j) + d(j+1) + d(j+2) < w(j) + w(j+1) + w(j+2). The 32 bits of j+1 and j+2, the *sketch*, lie
  beside each entry of a bucket: nearly every candidate is turned down there.

Beyond R = 31 a share would be 3, and buckets two bits away (120 more each) would have to be
searched: there every code is looked at instead.

Sources: Norouzi, Punjani and Fleet, "Fast Exact Search in Hamming Space with Multi-Index Hashing"
(2014), for the buckets; Qin and Xiao, "Pigeonring" (2018), for the runs around the ring.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

SUBCODES = 16
BITS = 16
"""Bits of a sub-code."""
BUCKETS = 1 << BITS
WIDEST = 2 * SUBCODES - 1
"""The largest radius, in bits, at which no share exceeds 2."""
PROBES = 1 + BITS
"""Buckets that are searched for a sub-code with a share of 2."""


@lru_cache(maxsize=WIDEST + 1)
def ring(radius: int) -> NDArray[np.int64]:
    """Return, for each sub-code j, w(j) and w(j) + w(j+1) + w(j+2), shape (16, 2).

    `radius` lies in 0..WIDEST.
    """
    share = np.diff(np.arange(SUBCODES + 1) * (radius + 1) // SUBCODES)
    three = share + np.roll(share, -1) + np.roll(share, -2)
    shares = np.stack([share, three], axis=1).astype(np.int64)
    shares.setflags(write=False)
    return shares
