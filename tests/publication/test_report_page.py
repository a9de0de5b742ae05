"""The page: well-formed, quiet under a strict policy, and it says what the figures say."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from django.utils import translation

from actionday.publication.figures import report
from actionday.publication.page import body, standalone

from .daybook import Daybook

VOID = {"meta", "link", "br", "img", "input"}


class Outline(HTMLParser):
    """Collects tags, headings and texts, and insists that tags close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.words))


def outline(html: str) -> Outline:
    parser = Outline()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser


def test_the_body_passes_a_strict_policy(told: dict[str, Any]) -> None:
    for tag, attributes in outline(body(told)).tags:
        assert tag not in {"script", "style", "link", "iframe", "object"}
        assert not any(name == "style" or name.startswith("on") for name in attributes)
        assert not (attributes.get("href") or "").startswith(("http", "//", "data:"))


def test_the_single_file_loads_nothing(told: dict[str, Any]) -> None:
    html = standalone(told)
    tags = [tag for tag, _ in outline(html).tags]
    assert not {"script", "link", "img", "iframe"} & set(tags)
    assert "default-src 'none'" in html
    assert "url(" not in html
    assert "@import" not in html
    assert len(html.encode()) < 100_000


def test_headings_come_in_order_and_ids_once(told: dict[str, Any]) -> None:
    tags = outline(standalone(told)).tags
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = [attributes.get("aria-labelledby") for _, attributes in tags]
    assert {name for name in named if name} <= set(ids)


def test_every_table_has_a_caption_and_every_drawing_words(told: dict[str, Any]) -> None:
    tags = outline(body(told)).tags
    assert sum(tag == "table" for tag, _ in tags) == sum(tag == "caption" for tag, _ in tags)
    assert all("scope" in attributes for tag, attributes in tags if tag == "th")
    drawings = [attributes for tag, attributes in tags if tag == "svg"]
    assert drawings
    assert all(each["role"] == "img" and each["aria-label"] for each in drawings)


def test_it_says_what_the_figures_say(told: dict[str, Any]) -> None:
    text, f = outline(body(told)).text, told["figures"]
    assert f"Eleven countries referred {f['referred']:,} pieces of suspected terrorist" in text
    jihadist = told["by"]["ideology"]["jihadist"]
    assert f"{jihadist['upheld']} of {jihadist['sent']}" in text
    assert "A removal is not proof that a referral was right." in text
    assert "started by Spain and the EU Internet Referral Unit" in text
    assert f"{told['ledger']['size']:,} entries" in text


def test_every_percentage_has_its_counts_in_the_same_row(told: dict[str, Any]) -> None:
    rows = re.findall(r"<tr>(.*?)</tr>", body(told), re.S)
    shares = [row for row in rows if " %" in row]
    assert shares
    assert all(re.search(r"<td>[\d,]+( of [\d,]+)?</td>", row) for row in shares)


def test_an_empty_day_has_a_page_too() -> None:
    book = Daybook(units=["ES"])
    text = outline(standalone(report(book.lines, book.checkpoint(), 1, None))).text
    assert "One country referred no pieces of suspected terrorist content" in text
    assert "No family of copies was judged by two people yet." in text


def test_what_a_ledger_says_is_never_markup() -> None:
    book = Daybook(title="<script>alert(1)</script>", units=["ES", "<b>", "DE"])
    for n, unit in enumerate(("ES", "<b>", "DE")):
        book.found(str(n), unit=unit, language='"><script>')
        book.settled(str(n))
        book.sent(str(n))
        book.decided(str(n), "no_action" if n else "removed_terms")
    html = body(report(book.lines, book.checkpoint(), 1, None))
    assert not {"script", "b"} & {tag for tag, _ in outline(html).tags}


@pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("de", "ltr")])
def test_it_turns_with_the_language(told: dict[str, Any], language: str, way: str) -> None:
    with translation.override(language):
        assert f'<html lang="{language}" dir="{way}">' in standalone(told)
