"""The one error of this folder, so that callers can tell hostile or broken media from a fault."""


class UnreadableMedia(Exception):
    """A file cannot be decoded, or may not be; the text says why, in words for a person."""
