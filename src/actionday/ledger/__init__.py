"""The append-only log: salted commitments, a Merkle tree, signed checkpoints."""
