"""What a page says of itself: Open Graph, author, language, text; no script is run."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

MEDIA_TAGS = ("og:video:secure_url", "og:video:url", "og:video", "og:audio", "og:image:secure_url",
              "og:image:url", "og:image")  # fmt: skip
KIND_OF_TYPE = {"video": "video", "music": "audio", "article": "text", "profile": "account"}
SILENT = {"script", "style", "noscript", "template", "head"}
TEXT_LIMIT = 20_000


@dataclass(slots=True)
class Page:
    """The facts of one page; empty strings where it says nothing."""

    title: str = ""
    text: str = ""
    author: str = ""
    posted_at: str = ""
    language: str = ""
    kind: str = ""
    media_url: str = ""
    meta: dict[str, str] = field(default_factory=dict)


class Reader(HTMLParser):
    """Collects meta tags, the title, the language and the visible text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.language = ""
        self.title = ""
        self.words: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note meta tags and where we are."""
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = (given.get("property") or given.get("name") or "").lower()
            self.meta.setdefault(name, given.get("content", ""))
        elif tag == "html":
            self.language = given.get("lang", "")
        if tag in SILENT or tag == "title":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave a tag."""
        if tag in self.open:
            del self.open[self.open.index(tag) :]

    def handle_data(self, data: str) -> None:
        """Keep the title and what can be seen."""
        if self.open and self.open[-1] == "title":
            self.title += data
        elif not self.open and data.strip():
            self.words.append(data.strip())


def read(html: bytes, url: str) -> Page:
    """Return the facts of the page at `url`; broken HTML gives what can be read of it."""
    reader = Reader()
    reader.feed(html.decode("utf-8", "replace").replace("\0", ""))
    meta = reader.meta
    media = next((meta[tag] for tag in MEDIA_TAGS if meta.get(tag)), "")
    return Page(
        title=(meta.get("og:title") or reader.title).strip()[:300],
        text=(meta.get("og:description") or " ".join(reader.words))[:TEXT_LIMIT],
        author=(meta.get("author") or meta.get("article:author", ""))[:120],
        posted_at=meta.get("article:published_time", "")[:40],
        language=reader.language.split("-")[0].lower()[:12],
        kind=KIND_OF_TYPE.get(meta.get("og:type", "").split(".")[0], ""),
        media_url=urljoin(url, media) if media else "",
        meta=meta,
    )
