"""Sets the report as a web page: a body for the site, or one file that needs nothing else."""

import base64
import hashlib
from pathlib import Path

from django.template import Engine
from django.utils.safestring import SafeString, mark_safe

from .content import Report, content

ENGINE = Engine(
    dirs=[str(Path(__file__).parent / "templates")],
    libraries={"i18n": "django.templatetags.i18n"},
)
"""An engine of our own, so that a report needs no other part of the site."""

STYLESHEET = Path(__file__).parent / "static" / "publication" / "report.css"
"""Served to the site as `publication/report.css`; a single file carries it inside."""


def body(report: Report) -> SafeString:
    """The report as one `<article class="report">`, without styles or scripts of its own.

    Its links to the other files of the export are relative to the page's address.
    """
    return ENGINE.render_to_string("publication/body.html", {"c": content(report)})


def standalone(report: Report) -> str:
    """The report as a complete document with its stylesheet inside; it loads nothing at all."""
    css = STYLESHEET.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    context = {"c": content(report), "css": mark_safe(css), "digest": digest}  # noqa: S308 (ours)
    return ENGINE.render_to_string("publication/standalone.html", context)
