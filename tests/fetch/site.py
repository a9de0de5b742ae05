"""A real HTTP server on loopback whose pages misbehave as each test wants."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from actionday.edge.fetch import Endpoint, Fetcher, Limits

NAME = "site.test"
Page = Callable[["Visit"], None]


class Visit(BaseHTTPRequestHandler):
    """One request; a page writes its answer by `answer` or byte by byte."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    site: "Site"

    def setup(self) -> None:
        super().setup()
        self.site.connections += 1

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        self.site.headers.append(dict(self.headers))
        self.site.pages[self.path.partition("?")[0]](self)

    def answer(self, body: bytes = b"", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def raw(self, data: bytes) -> None:
        self.close_connection = True
        self.wfile.write(data)

    def log_message(self, *_args: object) -> None:
        pass


@dataclass
class Site:
    """The server: its pages by path, and what it saw."""

    port: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    connections: int = 0
    closing: threading.Event = field(default_factory=threading.Event)
    server: ThreadingHTTPServer | None = None

    def url(self, path: str) -> str:
        return f"http://{NAME}:{self.port}{path}"

    def page(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        self.pages[path] = lambda visit: visit.answer(body, status, **headers)
        return self.url(path)

    def leads(self, path: str, location: str, status: int = 302) -> str:
        return self.page(path, status=status, Location=location)

    def drips(self, path: str, data: bytes, every_s: float) -> str:
        """A page that sends a byte at a time, until the test ends."""

        def drip(visit: Visit) -> None:
            visit.close_connection = True
            for byte in data:
                visit.wfile.write(bytes([byte]))
                if self.closing.wait(every_s):
                    return

        self.pages[path] = drip
        return self.url(path)

    def sends(self, path: str, *pieces: bytes) -> str:
        """A page that sends these bytes, head and all, and closes."""

        def send(visit: Visit) -> None:
            for piece in pieces:
                visit.raw(piece)

        self.pages[path] = send
        return self.url(path)

    def fetcher(self, **limits: float) -> Fetcher:
        allow = {f"{NAME}:{self.port}": Endpoint("127.0.0.1", self.port)}
        return Fetcher("test/1", allow, Limits(**limits))  # type: ignore[arg-type]


@contextmanager
def running() -> Iterator[Site]:
    site = Site()
    handler = type("Handler", (Visit,), {"site": site})

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_args: object) -> None:
            """The client may leave early: no word of it."""

    server = Server(("127.0.0.1", 0), handler)
    site.port, site.server = server.server_port, server
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
