"""Connections are kept and used again, and one that died meanwhile costs nothing but a new one."""

import os
import socket
import subprocess
import sys
import threading
import time

from actionday.edge.fetch import Endpoint, Fetcher

from .site import Site, Visit

CPU_S = 1.5e-3


def test_fetches_of_one_host_share_a_connection(site: Site, fetcher: Fetcher) -> None:
    site.leads("/1", "/2")
    site.page("/2", b"end")
    for _again in range(5):
        fetcher.get(site.url("/1"))
    assert site.connections == 1


def test_a_small_fetch_is_cheap(site: Site, fetcher: Fetcher) -> None:
    """The server runs in this process too: only our own thread's time counts."""
    url = site.page("/a", b"x" * 2000, Content_Type="text/html")
    fetcher.get(url)
    began = time.thread_time()
    for _again in range(300):
        fetcher.get(url)
    assert (time.thread_time() - began) / 300 < CPU_S


def test_an_error_or_a_part_closes_the_connection(site: Site, fetcher: Fetcher) -> None:
    fetcher.peek(site.page("/a", bytes(200_000)), limit=10)
    fetcher.get(site.page("/b", b"next"))
    assert site.connections == 2


def test_a_connection_that_the_server_closes_is_not_kept(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/a", b"x", Connection="close")
    assert fetcher.get(url).body == fetcher.get(url).body == b"x"
    assert site.connections == 2


def test_a_connection_that_died_idle_is_replaced(site: Site, fetcher: Fetcher) -> None:
    def leave(visit: Visit) -> None:
        visit.answer(b"x")
        visit.close_connection = True  # without having said so

    site.pages["/a"] = leave
    for _again in range(3):
        assert fetcher.get(site.url("/a")).body == b"x"
        time.sleep(0.02)
    assert site.connections == 3


def test_a_connection_that_dies_as_it_is_used_is_replaced_once() -> None:
    """The server answers once a connection and hangs up on the second request, unread."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]

    def serve() -> None:
        for _connection in range(2):
            connection, _address = listener.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")
                connection.recv(4096)

    thread = threading.Thread(target=serve)
    thread.start()
    fetcher = Fetcher("test/1", {f"s.test:{port}": Endpoint("127.0.0.1", port)})
    assert [fetcher.get(f"http://s.test:{port}/").body for _again in range(2)] == [b"x", b"x"]
    fetcher.close()
    thread.join()
    listener.close()


def test_the_installation_s_fetcher_is_read_from_the_environment(site: Site) -> None:
    script = (
        "from actionday.edge.fetch import allowed_names, fetcher\n"
        f"print(fetcher().get('{site.page('/a', b'found')}').body, *allowed_names())"
    )
    environment = os.environ | {
        "ACTIONDAY_FETCH_ALLOW": f"site.test:{site.port}=127.0.0.1:{site.port}"
    }
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"b'found' site.test:{site.port}"
    assert site.headers[0]["User-Agent"].startswith("Actionday/")
