"""The numbers that decide what counts as a match; the whole program takes them from here.

The first two follow the field's convention for PDQ (Meta, "The TMK+PDQF Video-Hashing Algorithm and
the PDQ Image-Hashing Algorithm", 2019): the same picture at a Hamming distance of at most 31 bits
of 256, and no trust in the hash of a picture with too little detail. The others are ours, and say
when two videos are copies; `docs/reference/families.md` has the reasons.
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
