"""What a fetch gives back, and where it goes."""

import gzip
import hashlib
import io
from pathlib import Path

import pytest

from actionday.edge.fetch import Fetcher, FetchFailed

from .site import Site, Visit


def test_a_page_comes_with_its_facts(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/a", b"hello", Content_Type="Text/HTML; charset=utf-8")
    fetched = fetcher.get(f"{url}?q=%20#part")
    assert (fetched.url, fetched.status) == (f"{url}?q=%20", 200)
    assert (fetched.body, fetched.size) == (b"hello", 5)
    assert fetched.sha256 == hashlib.sha256(b"hello").hexdigest()
    assert fetched.content_type == "text/html"
    assert [(hop.url, hop.address, hop.status) for hop in fetched.chain] == [
        (fetched.url, "127.0.0.1", 200)
    ]
    assert site.headers[0]["User-Agent"] == "test/1"
    assert site.headers[0]["Host"] == f"site.test:{site.port}"


@pytest.mark.parametrize("status", [204, 304, 404, 410, 451, 500, 503])
def test_any_status_is_an_answer(site: Site, fetcher: Fetcher, status: int) -> None:
    assert fetcher.get(site.page("/a", status=status)).status == status


def test_redirects_are_followed_hop_by_hop(site: Site, fetcher: Fetcher) -> None:
    site.leads("/1", "/2?x=1", 301)
    site.leads("/2", site.url("/3#part"), 307)
    site.leads("/3", "/%C3%BC", 308)
    site.page("/%C3%BC", b"end")
    fetched = fetcher.get(site.url("/1"))
    assert fetched.body == b"end"
    assert [hop.status for hop in fetched.chain] == [301, 307, 308, 200]
    assert fetched.chain[0].headers["location"] == "/2?x=1"
    assert fetched.url == fetched.chain[-1].url == site.url("/%C3%BC")


def test_a_location_in_raw_utf8_is_read_as_browsers_do(site: Site, fetcher: Fetcher) -> None:
    site.sends("/a", "HTTP/1.1 302 Found\r\nLocation: /ü\r\nContent-Length: 0\r\n\r\n".encode())
    site.page("/%C3%BC", b"end")
    assert fetcher.get(site.url("/a")).body == b"end"


def test_a_redirect_without_a_location_is_the_answer(site: Site, fetcher: Fetcher) -> None:
    assert fetcher.get(site.page("/a", b"where to?", status=302)).body == b"where to?"


def test_nobody_waits_for_the_body_of_a_redirect(site: Site, fetcher: Fetcher) -> None:
    site.page("/2", b"end")

    def promise(visit: Visit) -> None:
        visit.answer(status=302, Location="/2", Content_Length="10000000000")
        site.closing.wait(10)

    site.pages["/1"] = promise
    assert fetcher.get(site.url("/1")).body == b"end"


def test_gzip_is_undone_also_of_several_members(site: Site, fetcher: Fetcher) -> None:
    plain = b"a" * 300_000 + bytes(range(256)) * 100
    packed = gzip.compress(plain[:100_000]) + gzip.compress(plain[100_000:])
    fetched = fetcher.get(site.page("/a", packed, Content_Encoding="gzip"))
    assert fetched.body == plain
    assert fetched.sha256 == hashlib.sha256(plain).hexdigest()


def test_chunks_and_bodies_until_the_end_are_read(site: Site, fetcher: Fetcher) -> None:
    chunked = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    )
    assert fetcher.get(site.sends("/a", chunked)).body == b"abcde"
    assert fetcher.get(site.sends("/b", b"HTTP/1.0 200 OK\r\n\r\n", b"abc")).body == b"abc"


def test_repeated_headers_are_joined_and_zero_bytes_left_out(site: Site, fetcher: Fetcher) -> None:
    head = b"HTTP/1.1 200 OK\r\nX-A: 1\r\nX-a: 2\x00\r\nContent-Length: 0\r\n\r\n"
    assert fetcher.get(site.sends("/a", head)).headers["x-a"] == "1, 2"


def test_the_body_goes_into_a_file_or_a_stream(
    site: Site, fetcher: Fetcher, tmp_path: Path
) -> None:
    url = site.page("/a", b"x" * 200_000)
    stream = io.BytesIO()
    into_file = fetcher.get(url, into=tmp_path / "a")
    into_stream = fetcher.get(url, into=stream)
    assert (tmp_path / "a").read_bytes() == stream.getvalue() == b"x" * 200_000
    assert into_file.body is into_stream.body is None
    assert into_file.sha256 == into_stream.sha256 == hashlib.sha256(b"x" * 200_000).hexdigest()


def test_a_failure_leaves_no_file(site: Site, fetcher: Fetcher, tmp_path: Path) -> None:
    cut = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + bytes(90_000)
    with pytest.raises(FetchFailed):
        fetcher.get(site.sends("/a", cut), into=tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_a_peek_reads_the_beginning_only(site: Site, fetcher: Fetcher) -> None:
    peeked = fetcher.peek(site.page("/a", b"0123456789" * 1000), limit=15)
    assert (peeked.body, peeked.size, peeked.complete) == (b"012345678901234", 15, False)
    assert fetcher.peek(site.page("/b", b"short"), limit=5).complete
    noise = bytes(hashlib.sha256(bytes([i % 256])).digest()[i % 32] for i in range(200_000))
    packed = fetcher.peek(site.page("/c", gzip.compress(noise), Content_Encoding="gzip"))
    assert (packed.body, packed.complete) == (noise[: 64 * 1024], False)
