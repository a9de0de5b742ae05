"""Tells what a file is from its first bytes, never from its name or what a server called it.

The decoder is chosen here, so a file can only reach one that is on these lists: FFmpeg guesses
formats by itself, and some (playlists, concatenations) open further files.
"""

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _

from actionday.media.unreadable import UnreadableMedia

HEAD_BYTES = 4096
BMP_HEADER_SIZES = (12, 40, 52, 56, 64, 108, 124)
STILL_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")


@dataclass(frozen=True, slots=True)
class Kind:
    """`media` is image, stream (video or audio: the streams inside tell) or text.

    `decoder` is Pillow's name of the format, or FFmpeg's name of the demuxer; empty for text.
    """

    media: str
    decoder: str


def _bmp(head: bytes) -> bool:
    return head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in BMP_HEADER_SIZES


def _riff(form: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[:4] == b"RIFF" and head[8:12] == form


def _starts(*magic: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(magic)


def _iso_media(head: bytes) -> bool:
    if head[4:8] == b"ftyp":
        return head[8:12] not in STILL_BRANDS
    return head[4:8] in (b"moov", b"mdat", b"wide", b"free", b"skip")


def _transport_stream(head: bytes) -> bool:
    return len(head) > 376 and head[0] == head[188] == head[376] == 0x47


def _mpeg_audio(head: bytes) -> bool:
    """Frame sync, then a layer, bit rate and sampling rate that are not reserved."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    return bool(head[1] & 0x06) and head[2] >> 4 != 0xF and head[2] & 0x0C != 0x0C


SIGNATURES: tuple[tuple[Callable[[bytes], bool], Kind], ...] = (
    (_starts(b"\xff\xd8\xff"), Kind("image", "JPEG")),
    (_starts(b"\x89PNG\r\n\x1a\n"), Kind("image", "PNG")),
    (_riff(b"WEBP"), Kind("image", "WEBP")),
    (_starts(b"GIF87a", b"GIF89a"), Kind("image", "GIF")),
    (_bmp, Kind("image", "BMP")),
    (_iso_media, Kind("stream", "mov")),
    (_starts(b"\x1aE\xdf\xa3"), Kind("stream", "matroska")),
    (_riff(b"AVI "), Kind("stream", "avi")),
    (_transport_stream, Kind("stream", "mpegts")),
    (_starts(b"\x00\x00\x01\xba"), Kind("stream", "mpeg")),
    (_starts(b"FLV\x01"), Kind("stream", "flv")),
    (_starts(b"0&\xb2u\x8ef\xcf\x11"), Kind("stream", "asf")),
    (_starts(b"OggS"), Kind("stream", "ogg")),
    (_starts(b"fLaC"), Kind("stream", "flac")),
    (_riff(b"WAVE"), Kind("stream", "wav")),
    (_starts(b"ID3"), Kind("stream", "mp3")),
    (_mpeg_audio, Kind("stream", "mp3")),
)


def sniff(head: bytes) -> Kind:
    """Return the kind of a file whose first `HEAD_BYTES` are `head`, or raise UnreadableMedia."""
    if not head:
        raise UnreadableMedia(_("the file is empty"))
    for matches, kind in SIGNATURES:
        if matches(head):
            return kind
    if _is_text(head):
        return Kind("text", "")
    raise UnreadableMedia(_("the format is not one of those that are read"))


def _is_text(head: bytes) -> bool:
    """UTF-8, or UTF-16 with its mark; the last character may be cut."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return not any(ord(char) < 32 and char not in "\t\n\r\f\v\b\x1b" for char in text)
