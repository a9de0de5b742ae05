"""The numbers that decide what counts as a match; the whole program takes them from here.

Those for pictures follow the field's convention for PDQ (Meta, "The TMK+PDQF Video-Hashing
Algorithm and the PDQ Image-Hashing Algorithm", 2019): the same picture at a Hamming distance of at
most 31 bits of 256, and no trust in the hash of a picture with too little detail. Those that say
when two videos are copies are ours; `docs/reference/families.md` has the reasons.
"""

RADIUS = 31
"""Largest Hamming distance, in bits of 256, at which two hashes show the same picture."""

MINIMUM_QUALITY = 50
"""A hash below this quality (0-100) is kept, but never matched."""

REPEAT = 16
"""Frames of one video at most this many bits apart show one picture, which counts once."""

SHARE = 0.5
"""Of the pictures of one of two videos at least this share has to be found in the other."""

FEWEST = 2
"""So many different pictures at least link two videos, unless one of them has no more than one."""

EVERYBODYS = 3
"""A picture found in videos of more families than this is everybody's, and links nothing."""

TEXT_RADIUS = 80
"""Most bits of 256 by which the MinHash of two texts that are alike may differ; ours.

It means that they share three eighths of their runs of letters; strangers lie around 128, with a
standard deviation of 8. The figures are in docs/reference/fingerprints.md.
"""

TLSH_DISTANCE = 30
"""Largest TLSH distance, without lengths, at which ThreatExchange calls two texts alike."""

SOUND_ERRORS = 10.0
"""Most wrong bits of 32, on average, at which two sounds are the same recording (Chromaprint's)."""

SOUND_OVERLAP_S = 5.0
"""Seconds that two sounds must share at least; ours, as less is too little to tell by."""
