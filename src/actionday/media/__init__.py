"""Pure functions from media to fingerprints, without Django: they run in sandboxed children.

Import what is needed from its module, as each loads only its own decoders: `examine` (any file),
`image` and `remedies` (pictures), `video`, `sound`, `text`; `codes` and `scan` (searching);
`limits`, `thresholds`, `unreadable`. docs/howto/fingerprint-alone.md has an example of each.
"""
