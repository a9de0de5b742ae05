"""Pure functions from media to fingerprints, without Django: they run in sandboxed children."""
