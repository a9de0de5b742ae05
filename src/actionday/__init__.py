"""Actionday runs a Referral Action Day: from a find to a report that an outsider can recompute."""

__version__ = "0.1.0"
