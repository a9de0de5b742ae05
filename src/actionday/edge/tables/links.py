"""Links in any text: one a line, a list, or sentences with links in them; defanged ones too."""

import re
from collections.abc import Iterator
from gettext import gettext as _

from .table import LeftOut, Table, require_few

QUOTES = "\u00ab\u00bb\u201e\u201c\u201d\u2018\u2019\u2039\u203a"
INSIDE = rf"[^\s<>\"'`{QUOTES}]"
LINK = re.compile(rf"https?://{INSIDE}+", re.IGNORECASE)
# A link without its scheme: a name with a dot and a path behind it, or one that begins with www.
BARE = re.compile(
    r"(?<![\w@/:.-])(?:www\.[\w-]+(?:\.[\w-]+)+"
    r"|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}(?::\d{2,5})?(?=/\S))"
    rf"(?:[/?#]{INSIDE}*)?",
    re.IGNORECASE,
)
DEFANGED = (
    (re.compile(r"\bh(?:xx|\*\*|tt)p(s?)(?:\[:\]|:)(?://|\[//\])", re.IGNORECASE), r"http\1://"),
    (re.compile(r"\bh(?:xx|tt)p(s?)\[://\]", re.IGNORECASE), r"http\1://"),
    (re.compile(r"\s?[\[({](?:\.|dot)[\])}]\s?", re.IGNORECASE), "."),
)
WHERE_TO_CUT = re.compile(r"(?<=[,;|])(?=https?://)", re.IGNORECASE)
ENDS = ".,;:!?|*\u2026\u3001\u3002\uff0c\uff1b"
PAIRS = {")": "(", "]": "[", "}": "{"}
SHOWN = 120


def pick(text: str) -> tuple[list[tuple[int, str]], list[LeftOut]]:
    """Return the links with the numbers of their lines, and the lines in which there is none."""
    found: list[tuple[int, str]] = []
    left_out: list[LeftOut] = []
    for number, line in enumerate(text.split("\n"), start=1):
        links = list(links_of(line))
        found += [(number, link) for link in links]
        require_few(len(found))
        if not links and line.strip():
            left_out.append(LeftOut(number, shortened(line), _("There is no link in it.")))
    return found, left_out


def links_of(line: str) -> Iterator[str]:
    """Yield the links of a line, each once it is clear where it ends."""
    plain = line
    for form, becomes in DEFANGED:
        plain = form.sub(becomes, plain)
    rest = LINK.sub(" ", plain)
    spans = [match.group() for match in LINK.finditer(plain)]
    spans += [f"https://{match.group()}" for match in BARE.finditer(rest)]
    for span in spans:
        yield from (trimmed(each) for each in WHERE_TO_CUT.split(span))


def trimmed(link: str) -> str:
    """Return the link without the punctuation of the sentence that it stands in."""
    while link:
        last = link[-1]
        opening = PAIRS.get(last)
        if last in ENDS or (opening and link.count(opening) < link.count(last)):
            link = link[:-1]
        else:
            break
    return link


def is_link(text: str) -> bool:
    """Say whether a cell holds a link."""
    return bool(LINK.search(text)) or any(True for _link in links_of(text))


def shortened(text: str) -> str:
    """Return the text, short enough to be shown beside why it was left out."""
    text = " ".join(text[: 4 * SHOWN].split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def read_links(text: str, facts: list[str]) -> Table:
    """Return the links of a text file as a table of one column."""
    found, left_out = pick(text)
    return Table("txt", ["url"], [(number, [link]) for number, link in found], facts, left_out)
