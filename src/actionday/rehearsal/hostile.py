"""Pages that a fetcher must survive: silence, errors, circles, floods, and broken or huge media."""

import io
import struct
import zlib
from collections.abc import Iterator
from functools import cache
from itertools import repeat

from PIL import Image

from actionday.rehearsal.markup import Markup, fill, meta, page
from actionday.rehearsal.wire import Response

FLOOD_PART = bytes(1 << 20)
FLOOD_PARTS = 10_240
"""Ten gigabytes together."""

BOMB_SIDE = 50_000

PATH = "/hostile"
MEDIA = {
    "text.mp4": "video/mp4",
    "empty.jpg": "image/jpeg",
    "bomb.png": "image/png",
    "cut.jpg": "image/jpeg",
    "flood.mp4": "video/mp4",
}
"""The media files under `/hostile/media/`; each also has a page `/hostile/NAME` that shows it."""

BARE = ("silent", "error", "circle", "flood")
"""What is hostile as a page."""


def answer(path: str, base: str) -> Response | None:
    """Return the response for a path under `/hostile`; None: never answer."""
    name = path.removeprefix(PATH).strip("/")
    if name == "silent":
        return None
    if name == "error":
        return Response(500, b"Something broke.", "text/plain")
    if name in ("circle", "circle/back"):
        other = "circle/back" if name == "circle" else "circle"
        return Response(302, headers=(("Location", f"{base}{PATH}/{other}"),))
    if name == "flood":
        return _flood("text/html")
    if name.startswith("media/"):
        return _media(name.removeprefix("media/"))
    return _media_page(name, base) if name in MEDIA else _index(found=name == "")


def _flood(kind: str) -> Response:
    parts: Iterator[bytes] = repeat(FLOOD_PART, FLOOD_PARTS)
    return Response(200, kind=kind, stream=parts, length=FLOOD_PARTS * len(FLOOD_PART))


def _media(name: str) -> Response:
    if name not in MEDIA:
        return _index(found=False)
    if name == "flood.mp4":
        return _flood(MEDIA[name])
    return Response(200, _body(name), MEDIA[name])


def _body(name: str) -> bytes:
    if name == "bomb.png":
        return bomb()
    if name == "cut.jpg":
        return cut_jpeg()
    return b"" if name == "empty.jpg" else b"This is no video.\n"


def _media_page(name: str, base: str) -> Response:
    """Return a harmless-looking post whose media file is the hostile one."""
    url, kind = f"{base}{PATH}/{name}", MEDIA[name].partition("/")[0]
    head = meta("og:title", name) + meta("og:url", url)
    head += meta("og:type", "video.other" if kind == "video" else "article")
    head += meta(f"og:{kind}", f"{base}{PATH}/media/{name}")
    return Response(200, page(name, fill("gone", title=name, text="A broken file."), head=head))


def _index(found: bool) -> Response:
    links = "".join(f'<a href="{PATH}/{name}">{name}</a> ' for name in (*BARE, *MEDIA))
    body = fill("gone", title="Hostile pages", text=Markup(links))
    return Response(200 if found else 404, page("Hostile pages", body))


@cache
def bomb() -> bytes:
    """Return a valid PNG of 50,000 x 50,000 black pixels, under 1 MB.

    One bit a pixel. The compressed rows are made once and repeated, which deflate allows after a
    full flush (RFC 1951, 3.2.3; PNG: ISO/IEC 15948).
    """
    row = bytes(1 + BOMB_SIDE // 8)
    rows = row * 500
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = squeezer.compress(rows) + squeezer.flush(zlib.Z_FULL_FLUSH)
    times, check = BOMB_SIDE // 500, 1
    for _ in range(times):
        check = zlib.adler32(rows, check)
    data = b"\x78\x9c" + block * times + b"\x03\x00" + struct.pack(">I", check)
    head = struct.pack(">IIBBBBB", BOMB_SIDE, BOMB_SIDE, 1, 0, 0, 0, 0)
    chunks = _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


@cache
def cut_jpeg() -> bytes:
    """Return the first half of a JPEG."""
    whole = io.BytesIO()
    Image.effect_noise((320, 240), 80).save(whole, "JPEG")
    return whole.getvalue()[: whole.tell() // 2]
