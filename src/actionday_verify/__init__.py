"""Checks a published day offline: its ledger, its checkpoint, and every figure of its report.

Written from docs/reference/ledger.md alone, apart from the program whose figures it recomputes.
"""
