"""Random ids under which the ledger speaks of something; they mean nothing outside."""

import secrets


def new_subject() -> str:
    """Return 32 random hex digits."""
    return secrets.token_hex(16)
