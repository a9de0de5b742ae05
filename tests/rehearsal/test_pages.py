"""Plaza's pages say what they show in the ways that a capture reads it: Open Graph, oEmbed."""

import io
import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from actionday.rehearsal.pages import post_page
from actionday.rehearsal.piece import Piece
from actionday.rehearsal.terms import CLAUSES
from actionday.rehearsal.world import World
from tests.rehearsal.conftest import Visitor

FORMS = {"canonical", "tracking", "mobile", "long", "short"}
KINDS = ("video", "image", "text", "account")


class Head(HTMLParser):
    """Collects metas, links and the language of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.language = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        if tag == "html":
            self.language = values["lang"]
        if tag == "meta" and "content" in values:
            self.meta[values.get("property") or values["name"]] = values["content"]
        if tag == "link":
            self.links[values["rel"]] = values["href"]


def some(world: World, kind: str) -> Piece:
    return next(piece for piece in world.pieces if piece.kind == kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_describes_its_piece(world: World, plaza: Visitor, kind: str) -> None:
    piece = some(world, kind)
    answer = plaza.get(piece.path)
    head = Head(answer.text)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert head.language == piece.language
    assert head.meta["og:url"] == head.links["canonical"] == plaza.base + piece.path
    assert piece.title in head.meta["og:title"]
    assert head.meta["og:description"] == piece.caption
    assert head.meta["author"] == piece.author
    assert head.meta["article:published_time"] == piece.posted_at.isoformat()


@pytest.mark.parametrize(("kind", "content"), [("video", "video/mp4"), ("image", "image/jpeg")])
def test_the_page_leads_to_the_media_file(
    world: World, plaza: Visitor, plaza_folder: Path, kind: str, content: str
) -> None:
    piece = some(world, kind)
    meta = Head(plaza.get(piece.path).text).meta
    url = meta[f"og:{kind}"]
    assert url.startswith(plaza.base)
    answer = plaza.get(url.removeprefix(plaza.base))
    assert answer.headers["Content-Type"] == meta[f"og:{kind}:type"] == content
    assert answer.body == (plaza_folder / "media" / str(piece.media)).read_bytes()


def test_every_find_leads_to_its_piece(world: World, plaza: Visitor) -> None:
    assert {find.form for find in world.finds} == FORMS
    for find in world.finds:
        answer = plaza.get(
            find.path, host="m.plaza.localhost" if find.mobile else "plaza.localhost"
        )
        url = plaza.base + world.by_id[find.piece].path
        if find.form == "short":
            assert (answer.status, answer.headers["Location"]) == (302, url)
        else:
            assert (answer.status, Head(answer.text).meta["og:url"]) == (200, url)


@pytest.mark.parametrize(
    ("kind", "shape"), list(zip(KINDS, ("video", "photo", "link", "link"), strict=True))
)
def test_oembed_is_discovered_and_answers(
    world: World, plaza: Visitor, kind: str, shape: str
) -> None:
    piece = some(world, kind)
    link = Head(plaza.get(piece.path).text).links["alternate"]
    row = json.loads(plaza.get(link.removeprefix(plaza.base)).body)
    assert (row["version"], row["type"], row["author_name"]) == ("1.0", shape, piece.author)
    if piece.media:
        assert (row["width"], row["height"]) == (piece.width, piece.height)
        assert f"/media/{piece.media}" in row.get("html", row.get("url"))


def test_an_account_lists_its_pieces(world: World, plaza: Visitor) -> None:
    piece = some(world, "video")
    posts = [p for p in world.pieces if p.author == piece.author and p.kind != "account"]
    text = plaza.get(f"/@{piece.author}").text
    assert all(f'href="{post.path}"' in text for post in posts)


def test_the_front_page_shows_the_newest(world: World, plaza: Visitor) -> None:
    newest = max(world.pieces, key=lambda piece: piece.posted_at)
    assert newest.path in plaza.get("/").text


def test_the_terms_are_readable_by_people_and_programs(plaza: Visitor) -> None:
    clauses = json.loads(plaza.get("/terms.json").body)["clauses"]
    assert [clause["number"] for clause in clauses] == [clause.number for clause in CLAUSES]
    assert all(clause["text"] in plaza.get("/terms").text for clause in clauses)


@pytest.mark.parametrize(
    "path",
    ["/v/nothing00", "/p/../plaza.sqlite", "/media/plaza.sqlite", "/s/none", "/@nobody", "/x"],
)
def test_what_was_never_there_is_not_found(plaza: Visitor, path: str) -> None:
    assert plaza.get(path).status == 404


def test_a_piece_is_not_served_as_another_kind(world: World, plaza: Visitor) -> None:
    assert plaza.get(f"/p/{some(world, 'video').id}").status == 404


def test_what_people_wrote_is_escaped(world: World) -> None:
    wrote = """<script>"a" & 'b'</script>"""
    piece = replace(some(world, "text"), caption=wrote, title=wrote)
    text = post_page(piece, "http://plaza.localhost").decode()
    assert "<script>" not in text
    assert Head(text).meta["og:description"] == wrote


def test_a_picture_opens(world: World, plaza: Visitor) -> None:
    piece = some(world, "image")
    with Image.open(io.BytesIO(plaza.get(f"/media/{piece.media}").body)) as picture:
        assert picture.size == (piece.width, piece.height)
