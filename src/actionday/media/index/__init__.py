"""An exact index of 256-bit codes: every code within a radius is found, without looking at all.

`exact.ExactIndex` is what callers use, `snapshot.SnapshotFile` lets processes share one. How it
works, and why it can miss nothing, stands in `ring`. The page docs/reference/matching.md has all
of it, with measured figures.
"""
