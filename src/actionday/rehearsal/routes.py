"""Which of Plaza's pages answers which path, and what is gone or was never there."""

import json
from collections.abc import Callable
from importlib.resources import files
from urllib.parse import parse_qs, urlsplit

from actionday.rehearsal import hostile, pages
from actionday.rehearsal.finds import HOST
from actionday.rehearsal.piece import PREFIXES, Piece
from actionday.rehearsal.store import Store
from actionday.rehearsal.terms import terms
from actionday.rehearsal.wire import Request, Response

JSON = "application/json"
NEWEST = 60
"""Pieces on the front page."""

POSTS = {prefix: kind for kind, prefix in PREFIXES.items() if kind != "account"}


class Site:
    """Plaza as visitors see it. `status` gives the numbers of the moderation desk."""

    def __init__(self, store: Store, status: Callable[[], dict[str, int]]) -> None:
        self.base = f"http://{HOST}"
        self._store = store
        self._status = status
        self._newest = sorted(store.pieces.values(), key=lambda p: p.posted_at, reverse=True)
        self._style = (files(__package__) / "static" / "plaza.css").read_bytes()
        self._fixed: dict[str, Callable[[], Response]] = {
            "/": self._front,
            "/terms": lambda: Response(200, pages.terms_page()),
            "/terms.json": lambda: _json(terms()),
            "/plaza.css": lambda: Response(200, self._style, "text/css; charset=utf-8"),
            "/desk/status": lambda: _json(self._status()),
        }

    def listens_on(self, port: int) -> None:
        """Learn the port, which the absolute addresses in the pages need."""
        self.base = f"http://{HOST}:{port}"

    def answer(self, request: Request) -> Response | None:
        """Return the response to a request; None: never answer."""
        if fixed := self._fixed.get(request.path):
            return fixed()
        if request.path.startswith("/hostile"):
            return hostile.answer(request.path, self.base)
        if request.path.startswith("/media/"):
            return self._media(request.path.removeprefix("/media/"))
        if request.path == "/oembed":
            return self._oembed(request.query.get("url", ""))
        if request.path.startswith("/s/"):
            return self._short(request.path[3:])
        return self._page(request.path, request.query)

    def find(self, url: str) -> Piece | None:
        """Return the piece or account that a link in any of its forms means, gone or not."""
        parts = urlsplit(url)
        if parts.path.startswith("/s/"):
            return self._store.by_short_code.get(parts.path[3:])
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if handle := _handle(parts.path):
            return self._account(handle)
        return self._post(parts.path, query)

    def _page(self, path: str, query: dict[str, str]) -> Response:
        if handle := _handle(path):
            return self._account_page(handle)
        piece = self._post(path, query)
        if piece is None:
            return _missing()
        if cause := self._store.why_gone(piece):
            return Response(*pages.gone_page(cause))
        return Response(200, pages.post_page(piece, self.base))

    def _post(self, path: str, query: dict[str, str]) -> Piece | None:
        """Return the post at `/v/ID`, `/p/ID`, `/t/ID` or `/clip?id=ID`."""
        if path == "/clip":
            kind, name = "video", query.get("id", "")
        else:
            kind, name = POSTS.get(path[:3], ""), path[3:]
        piece = self._store.pieces.get(name)
        return piece if piece and piece.kind == kind else None

    def _account(self, handle: str) -> Piece | None:
        pieces = self._store.by_author.get(handle, [])
        return next((piece for piece in pieces if piece.kind == "account"), None)

    def _account_page(self, handle: str) -> Response:
        pieces = self._store.by_author.get(handle)
        if not pieces:
            return _missing()
        if cause := self._store.gone.get(f"@{handle}"):
            return Response(*pages.gone_page(cause))
        seen = [piece for piece in pieces if not self._store.why_gone(piece)]
        return Response(200, pages.account_page(handle, seen, self.base))

    def _front(self) -> Response:
        live = [piece for piece in self._newest if not self._store.why_gone(piece)]
        return Response(200, pages.front_page(live[:NEWEST], len(live)))

    def _short(self, code: str) -> Response:
        piece = self._store.by_short_code.get(code)
        if piece is None:
            return _missing()
        return Response(302, headers=(("Location", self.base + piece.path),))

    def _oembed(self, url: str) -> Response:
        piece = self.find(url)
        if piece is None or self._store.why_gone(piece):
            return _json({"error": "not found"}, 404)
        return _json(pages.oembed(piece, self.base))

    def _media(self, name: str) -> Response:
        piece = self._store.pieces.get(name[:-4])
        if piece is None or piece.media != name:
            return _missing()
        if cause := self._store.why_gone(piece):
            return Response(*pages.gone_page(cause))
        return Response(200, (self._store.media / name).read_bytes(), pages.MEDIA_TYPES[name[-4:]])


def _handle(path: str) -> str | None:
    """Return the handle in `/a/HANDLE` or `/@HANDLE`."""
    for prefix in (PREFIXES["account"], "/@"):
        if path.startswith(prefix):
            return path.removeprefix(prefix)
    return None


def _json(value: object, status: int = 200) -> Response:
    return Response(status, json.dumps(value, ensure_ascii=False).encode(), JSON)


def _missing() -> Response:
    return Response(404, pages.missing_page())
