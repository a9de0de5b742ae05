"""What `actionday bench` can measure: one file a bench.

A bench's file has `SUMMARY` (one line), `configure(parser)` and `measure(args)`, which yields rows
as they are measured.
"""
