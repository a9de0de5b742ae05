"""Fills Plaza's page templates; every value is escaped unless it is markup already."""

from functools import cache
from html import escape
from importlib.resources import files
from string import Template


class Markup(str):
    """HTML that is safe to be put into a page as it is."""

    __slots__ = ()


def fill(name: str, **values: object) -> Markup:
    """Return the template `name` with its values filled in."""
    return Markup(_template(name).substitute({key: _safe(value) for key, value in values.items()}))


def page(title: str, body: Markup, language: str = "en", head: str = "") -> bytes:
    """Return a whole page."""
    direction = direction_of(language)
    return fill(
        "page", title=title, body=body, head=Markup(head), language=language, direction=direction
    ).encode()


def direction_of(language: str) -> str:
    """Return the way a language is written, as HTML's `dir` wants it."""
    return "rtl" if language == "ar" else "ltr"


def meta(name: str, content: object) -> str:
    """Return a meta element: `property` for names with a colon (Open Graph), else `name`."""
    key = "property" if ":" in name else "name"
    return f'<meta {key}="{name}" content="{escape(str(content))}">\n'


def _safe(value: object) -> str:
    return value if isinstance(value, Markup) else escape(str(value))


@cache
def _template(name: str) -> Template:
    return Template((files(__package__) / "templates" / f"{name}.html").read_text("utf-8"))
