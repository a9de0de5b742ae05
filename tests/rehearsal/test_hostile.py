"""The hostile pages are as hostile as they say."""

import io
import socket
import zlib

import pytest
from PIL import Image, UnidentifiedImageError

from actionday.rehearsal.hostile import BOMB_SIDE
from tests.rehearsal.conftest import Visitor


def test_silence_never_answers_and_stops_nobody_else(plaza: Visitor) -> None:
    with socket.create_connection(("127.0.0.1", plaza.port)) as silent:
        silent.sendall(b"GET /hostile/silent HTTP/1.1\r\nHost: plaza.localhost\r\n\r\n")
        assert plaza.get("/").status == 200
        silent.settimeout(0.3)
        with pytest.raises(TimeoutError):
            silent.recv(1)


def test_an_error_is_an_error(plaza: Visitor) -> None:
    assert plaza.get("/hostile/error").status == 500


def test_the_circle_comes_back(plaza: Visitor) -> None:
    there = plaza.get("/hostile/circle").headers["Location"].removeprefix(plaza.base)
    back = plaza.get(there).headers["Location"].removeprefix(plaza.base)
    assert (there, back) == ("/hostile/circle/back", "/hostile/circle")


def test_the_flood_goes_on_for_ten_gigabytes_and_stops_nobody_else(plaza: Visitor) -> None:
    with socket.create_connection(("127.0.0.1", plaza.port)) as flood:
        flood.sendall(b"GET /hostile/media/flood.mp4 HTTP/1.1\r\nHost: plaza.localhost\r\n\r\n")
        head = flood.recv(100_000).partition(b"\r\n\r\n")[0]
        assert b"Content-Length: 10737418240" in head
        got = 0
        while got < 20_000_000:
            got += len(flood.recv(1 << 20))
        assert plaza.get("/").status == 200


@pytest.mark.parametrize("name", ["text.mp4", "empty.jpg", "bomb.png", "cut.jpg", "flood.mp4"])
def test_each_file_has_a_page_that_shows_it(plaza: Visitor, name: str) -> None:
    assert f"{plaza.base}/hostile/media/{name}" in plaza.get(f"/hostile/{name}").text


def test_the_bomb_is_small_and_opens_huge(plaza: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 89_478_485)  # Pillow's own; our decoder has its
    bomb = plaza.get("/hostile/media/bomb.png").body
    assert len(bomb) < 1_000_000
    with pytest.raises(Image.DecompressionBombError):
        Image.open(io.BytesIO(bomb))
    start = bomb.index(b"IDAT") + 4
    squeezed, size, opener = bomb[start : -12 - 4], 0, zlib.decompressobj()
    while squeezed:
        size += len(opener.decompress(squeezed, 1 << 24))
        squeezed = opener.unconsumed_tail
    assert opener.eof
    assert size == BOMB_SIDE * (BOMB_SIDE // 8 + 1)


def test_broken_pictures_are_broken(plaza: Visitor) -> None:
    assert plaza.get("/hostile/media/empty.jpg").body == b""
    with (
        pytest.raises(OSError, match="truncated"),
        Image.open(io.BytesIO(plaza.get("/hostile/media/cut.jpg").body)) as picture,
    ):
        picture.load()
    with pytest.raises(UnidentifiedImageError):
        Image.open(io.BytesIO(plaza.get("/hostile/media/text.mp4").body))
