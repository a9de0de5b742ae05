"""Opens video and audio files in the one way that lets no content choose what FFmpeg opens."""

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path

import av
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from actionday.media.sniff import HEAD_BYTES, sniff
from actionday.media.unreadable import UnreadableMedia


@contextmanager
def open_container(path: Path) -> Iterator[InputContainer]:
    """Open a video or audio file by its first bytes; what FFmpeg raises inside is UnreadableMedia.

    FFmpeg gets an open file and a named format: no address, no playlist, no other file.
    """
    with path.open("rb") as file:
        kind = sniff(file.read(HEAD_BYTES))
        if kind.media != "stream":
            raise UnreadableMedia(_("the file is neither video nor audio"))
        file.seek(0)
        try:
            with av.open(file, "r", format=kind.decoder, metadata_errors="replace") as container:
                yield container
        except av.FFmpegError as error:
            raise UnreadableMedia(
                _("the file cannot be decoded (%(error)s)") % {"error": error.strerror}
            ) from error


def has_pictures(container: InputContainer) -> bool:
    """Say whether there is a video stream; the cover of a piece of music is none."""
    return any(not _is_cover(stream) for stream in container.streams.video)


def moving_pictures(container: InputContainer) -> VideoStream:
    """Return the first video stream, or raise UnreadableMedia."""
    for stream in container.streams.video:
        if not _is_cover(stream):
            return stream
    raise UnreadableMedia(_("the file has no video stream"))


def _is_cover(stream: VideoStream) -> bool:
    return bool(stream.disposition & Disposition.attached_pic)
