"""Keeps the translation catalogue (src/actionday/locale/actionday.pot) in step with the code.

`python tools/catalogue.py` writes it; with `--check` it only says whether it is up to date.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
POT = SOURCE / "actionday" / "locale" / "actionday.pot"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "_p": ((1, "c"), 2),
}


def catalogue() -> bytes:
    """Return the catalogue of every marked string in Python files and templates."""
    catalog = Catalog(project="Actionday", charset="utf-8", fuzzy=False)
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            add(catalog, path, path.read_text())
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        add(catalog, path, templatize(path.read_text(), origin=str(path)))
    buffer = io.BytesIO()
    write_po(buffer, catalog, omit_header=True, sort_output=True, no_location=True, width=100)
    return buffer.getvalue()


def add(catalog: Catalog, path: Path, code: str) -> None:
    """Add the marked strings of one file's code."""
    source = io.BytesIO(code.encode())
    for _line, message, _comments, context in extract("python", source, keywords=KEYWORDS):
        catalog.add(message, context=context)


def main() -> int:
    """Write the catalogue, or check it."""
    settings.configure(USE_I18N=True)
    made = catalogue()
    if "--check" not in sys.argv:
        POT.parent.mkdir(exist_ok=True)
        POT.write_bytes(made)
        return 0
    if not POT.exists() or POT.read_bytes() != made:
        print("The translation catalogue is not up to date: run `make catalogue`.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
