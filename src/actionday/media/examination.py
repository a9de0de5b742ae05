"""What is found out about one file."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One fingerprint: `type` is pdq, vpdq, chromaprint, minhash, tlsh or sha256.

    `quality` (0-100) and `time_s` (seconds from the start) are there where they are known. SHA-256
    is taken of the file, but of a text it is taken of what a reader sees of it. `forms` has the
    values of the turned and mirrored pictures, by the names of `pdq.DIHEDRAL`, and those of what is
    inside the bars around it (`bars.UNBOXED`) where there are some.
    """

    type: str
    value: str
    quality: int | None = None
    time_s: float | None = None
    forms: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found out about a file.

    `media` is image, video, audio or text. Width and height are in pixels, as seen for an image
    and as stored for a video. `derivatives` are names of files in the folder that was given.
    `damaged` says that the decoder met a part that it could not decode. `notes` say in words what
    was not fingerprinted, and why.
    """

    media: str
    fingerprints: tuple[Fingerprint, ...]
    width: int | None = None
    height: int | None = None
    duration_s: float | None = None
    derivatives: tuple[str, ...] = ()
    damaged: bool = False
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the examination as an object that `json.dumps` takes."""
        return asdict(self)
