"""What a fetch gives back: every hop that answered, and what the last one said."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hop:
    """One answer on the way: where we asked, which address answered, and how.

    Header names are lower case; values of a repeated header are joined by ", ".
    """

    url: str
    address: str
    status: int
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Fetched:
    """The last answer, whatever its status, and the chain that led to it (itself included).

    `url` has no fragment. `content_type` is the media type in lower case without parameters, "" if
    none is given. `size` (bytes) and `sha256` (hex) are those of the body after decompression;
    `body` is None where it went into a file. `complete` is False where a peek stopped early.
    """

    chain: tuple[Hop, ...]
    url: str
    status: int
    headers: dict[str, str]
    content_type: str
    size: int
    sha256: str
    body: bytes | None
    complete: bool = True
