"""No server can hold us, flood us or send us in circles."""

import gzip
import io
import threading
import time
from itertools import repeat

import pytest

from actionday.edge.fetch import Fetcher, FetchFailed

from .site import Site, Visit

HEAD = b"HTTP/1.1 200 OK\r\n"


def failure(fetcher: Fetcher, url: str, **options: int) -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        fetcher.get(url, **options)
    fetcher.close()
    assert str(caught.value).endswith(".")
    return caught.value


def test_a_server_that_never_answers_is_left(site: Site) -> None:
    site.pages["/a"] = lambda _visit: site.closing.wait(10) and None
    began = time.monotonic()
    assert failure(site.fetcher(seconds=0.5), site.url("/a")).code == "timeout"
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "data",
    [HEAD + b"X-A: 1\r\n" * 100, HEAD + b"Content-Length: 500\r\n\r\n" + b"a" * 500,
     HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * 100],
    ids=["head", "body", "chunks"],
)  # fmt: skip
def test_a_server_that_drips_is_ended_by_the_clock(site: Site, data: bytes) -> None:
    began = time.monotonic()
    url = site.drips("/a", data, every_s=0.05)
    assert failure(site.fetcher(seconds=0.7), url).code == "timeout"
    assert time.monotonic() - began < 2


def test_the_clock_counts_all_hops_together(site: Site) -> None:
    def slow(visit: Visit) -> None:
        time.sleep(0.3)
        visit.answer(status=302, Location=f"/{int(visit.path[1:]) + 1}")

    site.pages |= {f"/{number}": slow for number in range(10)}
    assert failure(site.fetcher(seconds=0.8), site.url("/0")).code == "timeout"
    assert len(site.asked) < 5


def test_a_length_over_the_cap_is_refused_before_reading(site: Site, fetcher: Fetcher) -> None:
    def promise(visit: Visit) -> None:
        visit.answer(Content_Length=str(10 * 2**30))
        site.closing.wait(10)

    site.pages["/a"] = promise
    began = time.monotonic()
    assert failure(fetcher, site.url("/a")).code == "too_large"
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("head", [HEAD + b"\r\n", HEAD + b"Transfer-Encoding: chunked\r\n\r\n"])
def test_an_endless_body_is_cut(site: Site, fetcher: Fetcher, head: bytes) -> None:
    piece = b"10000\r\n" + bytes(65_536) + b"\r\n"
    sent = 0

    def flood(visit: Visit) -> None:
        nonlocal sent
        visit.raw(head)
        for each in repeat(piece, 5000):
            visit.raw(each)
            sent += len(each)

    site.pages["/a"] = flood
    assert failure(fetcher, site.url("/a"), limit=2**20).code == "too_large"
    assert sent < 50 * 2**20


def test_what_fits_exactly_is_taken(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/a", bytes(100_000))
    assert fetcher.get(url, limit=100_000).size == 100_000
    assert failure(fetcher, url, limit=99_999).code == "too_large"


def test_a_gzip_bomb_does_not_go_off(site: Site) -> None:
    bomb = gzip.compress(bytes(60 * 2**20), 6)
    assert len(bomb) < 2**18
    url = site.page("/a", bomb, Content_Encoding="gzip")
    sink = io.BytesIO()
    fetcher = site.fetcher(bytes=2**20)
    with pytest.raises(FetchFailed) as caught:
        fetcher.get(url, into=sink)
    assert caught.value.code == "too_large"
    assert sink.tell() <= 2**20


def test_a_bomb_of_empty_members_does_not_go_off_either(site: Site) -> None:
    url = site.page("/a", gzip.compress(b"") * 100_000, Content_Encoding="gzip")
    assert failure(site.fetcher(bytes=2**20), url).code == "too_large"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        HEAD + b"X: " + b"a" * 70_000 + b"\r\n\r\n",
        HEAD + b"X: 1\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 10_000,
        HEAD + b"X: " + b"a" * 60_000 + b"\r\n" + b"Y: " + b"a" * 60_000 + b"\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n10\r\nabc",
        HEAD + b"Content-Length: 10\r\n\r\nabc",
        HEAD + b"Content-Encoding: gzip\r\n\r\nnot gzip",
        HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"abc" * 100)[:-4],
        HEAD + b"Content-Encoding: br\r\n\r\nabc",
    ],
)
def test_what_is_no_proper_answer_fails(site: Site, fetcher: Fetcher, data: bytes) -> None:
    error = failure(fetcher, site.sends("/a", data))
    assert error.code in ("bad_response", "connect")


def test_a_circle_is_named(site: Site, fetcher: Fetcher) -> None:
    site.leads("/1", "/2")
    site.leads("/2", "/1#again")
    error = failure(fetcher, site.url("/1"))
    assert error.code == "redirect_loop"
    assert site.url("/1") in error.reason
    assert [hop.url for hop in error.chain] == [site.url("/1"), site.url("/2")]
    assert failure(fetcher, site.leads("/3", "/3")).code == "redirect_loop"


def test_more_than_five_redirects_are_too_many(site: Site, fetcher: Fetcher) -> None:
    for number in range(6):
        site.leads(f"/{number}", f"/{number + 1}")
    site.page("/6", b"end")
    assert fetcher.get(site.url("/1")).body == b"end"
    assert failure(fetcher, site.url("/0")).code == "too_many_redirects"


def test_a_closed_port_and_an_unknown_name_are_told_apart(site: Site) -> None:
    fetcher = site.fetcher()
    site.closing.set()
    assert site.server is not None
    site.server.shutdown()
    site.server.server_close()
    assert failure(fetcher, site.url("/a")).code == "connect"
    no_name = f"http://{'a' * 64}.test/"  # too long a label: never asked of a server
    assert failure(fetcher, no_name).code == "dns"


def test_many_threads_share_one_fetcher(site: Site, fetcher: Fetcher) -> None:
    for number in range(20):
        site.page(f"/{number}", f"page {number}".encode())
    wrong: list[str] = []

    def fetch(start: int) -> None:
        for number in range(40):
            name = (start + number) % 20
            if fetcher.get(site.url(f"/{name}")).body != f"page {name}".encode():
                wrong.append(name)

    threads = [threading.Thread(target=fetch, args=(start,)) for start in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(site.asked) == 240
    assert site.connections <= 20
