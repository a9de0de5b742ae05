"""The text of a page line by line, as one reads it: a block begins a new line."""

from .page import Reader

BLOCKS = frozenset(
    {
        *("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th"),
        *("tr", "ul"),
    }
)


class LineReader(Reader):
    """Collects what can be seen, with a line break at every block."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line where a block begins."""
        super().handle_starttag(tag, attrs)
        if tag in BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End the line where a block ends."""
        super().handle_endtag(tag)
        if tag in BLOCKS:
            self.words.append("\n")


def lines_of(body: bytes, content_type: str) -> str:
    """Return the text of a page; what is no HTML is text as it stands."""
    text = body.decode("utf-8", "replace").replace("\0", "")
    if "html" not in content_type:
        return text
    reader = LineReader()
    reader.feed(text)
    lines = " ".join(reader.words).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())
