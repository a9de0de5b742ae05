"""Plaza's pages: posts, accounts, the front page, the terms, and what is left of what has gone.

Plaza plays a foreign platform, so its words are content of the rehearsal and not translated.
"""

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from actionday.rehearsal.markup import Markup, direction_of, fill, meta, page
from actionday.rehearsal.piece import Piece
from actionday.rehearsal.terms import CLAUSES

GONE = {
    "terms": (410, "Removed", "Plaza removed this post because it broke our terms."),
    "law": (410, "Removed", "Plaza removed this post after a legal review."),
    "author": (410, "Deleted", "The author deleted this."),
    "suspended": (410, "Account gone", "This account was suspended, and its posts are gone."),
    "restricted": (451, "Not available here", "This is not available in your country."),
}
"""Status, heading and sentence by cause; the page names the cause in `plaza:gone` as well."""

MEDIA_TYPES = {".mp4": "video/mp4", ".jpg": "image/jpeg"}
OPEN_GRAPH_TYPES = {"video": "video.other", "image": "article", "text": "article"}


def post_page(piece: Piece, base: str) -> bytes:
    """Return the page of a video, picture or text."""
    body = fill(
        "post",
        title=piece.title,
        author=piece.author,
        posted=piece.posted_at.isoformat(),
        day=_day(piece),
        media=_media(piece),
        caption=piece.caption,
    )
    return page(piece.title, body, piece.language, _post_head(piece, base))


def account_page(author: str, pieces: list[Piece], base: str) -> bytes:
    """Return an account's page; `pieces` are its posts and, if it was found, the account itself."""
    account = next((piece for piece in pieces if piece.kind == "account"), None)
    posts = [piece for piece in pieces if piece.kind != "account"]
    caption = account.caption if account else f"Posts by @{author} on Plaza."
    title = f"@{author}: {account.title}" if account else f"@{author}"
    body = fill("account", author=author, caption=caption, cards=_cards(posts))
    url = f"{base}/a/{author}"
    head = _head(title, caption, url, "profile", author) + meta("profile:username", author)
    if account:
        head += meta("article:published_time", account.posted_at.isoformat())
    return page(title, body, account.language if account else "en", head + _oembed_link(url, base))


def front_page(pieces: list[Piece], total: int) -> bytes:
    """Return the front page, showing these pieces of `total`."""
    body = fill("front", shown=len(pieces), total=total, cards=_cards(pieces))
    return page("New", body)


def terms_page() -> bytes:
    """Return the terms as a page."""
    clauses = "".join(
        f'<h2 id="{clause.number}">{clause.number} {escape(clause.title)}</h2>\n'
        f"<p>{escape(clause.text)}</p>\n"
        for clause in CLAUSES
    )
    return page("Terms of service", fill("terms", clauses=Markup(clauses)))


def gone_page(cause: str) -> tuple[int, bytes]:
    """Return status and page of what cannot be seen any more, for one of the causes in GONE."""
    status, title, text = GONE[cause]
    head = meta("plaza:gone", cause) + meta("robots", "noindex")
    return status, page(title, fill("gone", title=title, text=text), head=head)


def missing_page() -> bytes:
    """Return the page of what was never there."""
    return page("Not found", fill("gone", title="Not found", text="There is nothing here."))


def oembed(piece: Piece, base: str) -> dict[str, object]:
    """Return the oEmbed 1.0 answer for a piece."""
    answer: dict[str, object] = {
        "version": "1.0",
        "type": {"video": "video", "image": "photo"}.get(piece.kind, "link"),
        "title": piece.title,
        "author_name": piece.author,
        "author_url": f"{base}/a/{piece.author}",
        "provider_name": "Plaza",
        "provider_url": base,
    }
    if piece.media:
        answer |= {"width": piece.width, "height": piece.height}
    if piece.kind == "image":
        answer["url"] = f"{base}/media/{piece.media}"
    if piece.kind == "video":
        answer["html"] = f'<video controls src="{base}/media/{piece.media}"></video>'
    return answer


def _post_head(piece: Piece, base: str) -> str:
    url = base + piece.path
    head = _head(piece.title, piece.caption, url, OPEN_GRAPH_TYPES[piece.kind], piece.author)
    head += meta("article:published_time", piece.posted_at.isoformat())
    if piece.media:
        name = f"og:{piece.kind}"
        head += meta(name, f"{base}/media/{piece.media}")
        head += meta(f"{name}:type", MEDIA_TYPES[piece.media[-4:]])
        head += meta(f"{name}:width", piece.width) + meta(f"{name}:height", piece.height)
    return head + _oembed_link(url, base)


def _head(title: str, caption: str, url: str, kind: str, author: str) -> str:
    return (
        f'<link rel="canonical" href="{escape(url)}">\n'
        + meta("og:site_name", "Plaza")
        + meta("og:title", title)
        + meta("og:description", caption)
        + meta("og:type", kind)
        + meta("og:url", url)
        + meta("author", author)
    )


def _oembed_link(url: str, base: str) -> str:
    href = f"{base}/oembed?url={quote(url, safe='')}"
    return f'<link rel="alternate" type="application/json+oembed" href="{escape(href)}">\n'


def _media(piece: Piece) -> Markup:
    if piece.kind == "image":
        return Markup(f'<img src="/media/{piece.media}" alt="">\n')
    if piece.kind == "video":
        return Markup(f'<video src="/media/{piece.media}" controls muted></video>\n')
    return Markup("")


def _cards(pieces: Iterable[Piece]) -> Markup:
    return Markup("".join(_card(piece) for piece in pieces))


def _card(piece: Piece) -> str:
    return fill(
        "card",
        language=piece.language,
        direction=direction_of(piece.language),
        path=piece.path,
        view=_view(piece),
        title=piece.title,
        author=piece.author,
        day=_day(piece),
    )


def _view(piece: Piece) -> Markup:
    """Return what a card shows: the picture, the clip's first frame, or the words."""
    if piece.kind == "image":
        return Markup(f'<img class="view" loading="lazy" src="/media/{piece.media}" alt="">')
    if piece.kind == "video":
        source = f"/media/{piece.media}"
        return Markup(f'<video class="view" preload="metadata" muted src="{source}"></video>')
    return Markup(f'<div class="words">{escape(piece.caption)}</div>')


def _day(piece: Piece) -> str:
    return f"{piece.posted_at:%Y-%m-%d}"
