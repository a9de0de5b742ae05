"""A tiny real HTTP server that speaks the platform's part of Actionday's API, for Plaza's desk."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "plaza-token"
PAGE = 50
ROOT = "/api/v1/platform"


@dataclass
class Actionday:
    """What was sent, and what the platform said about it."""

    urls: dict[str, str]
    acknowledged: set[str] = field(default_factory=set)
    decisions: dict[str, dict[str, Any]] = field(default_factory=dict)
    said_twice: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    fail_next: int = 0

    def page(self, cursor: str) -> dict[str, Any]:
        """Return a page of what is sent and not acknowledged, by id."""
        rest = sorted(name for name in self.urls if name not in self.acknowledged and name > cursor)
        rows = [{"id": name, "url": self.urls[name], "kind": "video"} for name in rest[:PAGE]]
        return {"referrals": rows, "cursor": rest[PAGE - 1] if len(rest) > PAGE else None}

    def take(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Take acknowledgements or decisions."""
        if path == f"{ROOT}/acknowledgements":
            names = [row["referral"] for row in body["acknowledgements"]]
            self.acknowledged |= set(names)
            return {"results": [{"referral": name, "status": "acknowledged"} for name in names]}
        assert path == f"{ROOT}/decisions", path
        return {"results": [self.decide(row) for row in body["decisions"]]}

    def decide(self, row: dict[str, Any]) -> dict[str, Any]:
        name = row["referral"]
        assert name in self.acknowledged
        if name in self.decisions:
            self.said_twice.append(name)
        self.decisions[name] = row
        return {"referral": name, "status": "decided"}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    actionday: Actionday

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        assert parts.path == f"{ROOT}/referrals"
        assert query["state"] == ["sent"]
        self.reply(lambda: self.actionday.page(query.get("cursor", [""])[0]))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.actionday.keys.append(self.headers["Idempotency-Key"])
        self.reply(lambda: self.actionday.take(self.path, body))

    def reply(self, answer: Any) -> None:
        status, row = 200, {}
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            status, row = 401, {"title": "Unauthorized"}
        elif self.actionday.fail_next:
            self.actionday.fail_next -= 1
            status, row = 503, {"title": "Service Unavailable"}
        else:
            row = answer()
        data = json.dumps(row).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def serving(actionday: Actionday, port: int = 0) -> Iterator[int]:
    """Serve it on loopback; give the port."""
    handler = type("Bound", (Handler,), {"actionday": actionday})
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()
