"""The two numbers that decide what counts as a match; the whole program takes them from here.

Both follow the field's convention for PDQ (Meta, "The TMK+PDQF Video-Hashing Algorithm and the PDQ
Image-Hashing Algorithm", 2019): the same picture at a Hamming distance of at most 31 bits of 256,
and no trust in the hash of a picture with too little detail.
"""

RADIUS = 31
"""Largest Hamming distance, in bits of 256, at which two hashes show the same picture."""

MINIMUM_QUALITY = 50
"""A hash below this quality (0-100) is kept, but never matched."""
