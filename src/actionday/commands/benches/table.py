"""Writes the robustness table as Markdown, with the machine, the date and the command."""

import os
import platform
import time
from gettext import gettext as _
from pathlib import Path
from typing import Any

from actionday.errors import BadInput
from actionday.media.thresholds import MINIMUM_QUALITY, RADIUS

Rows = list[dict[str, Any]]

INTRODUCTION = """# Robustness: which edits a fingerprint survives

Made by `actionday bench robustness --pictures {pictures} --out benchmarks/robustness.md` on {date},
on {machine}. The figures do not depend on the machine's speed.

A picture is found if one of the hashes that its edited copy is looked for by lies within {radius}
bits of the original's. Copies are JPEG files of quality 85, as they would be posted; hashes of a
quality below {quality} are not looked for. The columns:

- **plain**: the copy's own hash.
- **8 forms**: turned and mirrored too (`--dihedral`), from the same decoding.
- **trim**: and without the border, bars or page around it, if it has any.
- **crop**: and without its margins, in seven steps up to 29 %.
- **pad**: and with margins around it, which go on as it ends, in three steps up to 15 %.
- **tilt**: and turned by 1.5 to 6 degrees both ways.
- **all**: everything together, each in eight forms.

The last four kinds are `remedies` of `actionday.media.remedies.forms_of`: further queries, while
the list stays as it is. *Price* is how many hashes are looked for a picture, and how many of a
million comparisons with strangers' pictures are false matches, over all the edits of the table.
"""

KINDS = {
    "drawn": "Drawn pictures ({n} of 640x480, those of the rehearsal with grain)",
    "photographs": "Photographs ({n} parts of 240x180, from scikit-image and scikit-learn)",
}

FILMS = """
## Films ({n} of six seconds, 320x240, ten frames a second)

Each second shows another drawn picture, over which the view moves by a sixteenth. The list has one
hash a second (vPDQ). The first figure is the share of the original's frames that lie within
{radius} bits of some hash of the copy (of a copy without the first 1.5 seconds: four of six at the
most); the second, the share of films of which half of the frames are found; the third, the
share of another film's frames that are. A copy is looked for by one frame a second or by four, and
by **trim** too (`remedies.film_forms_of`): so many times as many queries.

"""


TEXTS = """
## Texts ({n} paragraphs of 60 to 1,000 characters from the descriptions of installed packages)

The share of paragraphs found after an edit, by each digest at its threshold. *Strangers*: how many
of a million pairs of different paragraphs count as alike; the descriptions do copy each other.

"""


def write_table(path: Path, rows: Rows, pictures: int) -> None:
    """Write the whole page; BadInput if the file cannot be written."""
    page = INTRODUCTION.format(
        pictures=pictures,
        date=time.strftime("%d %B %Y").lstrip("0"),
        machine=machine(),
        radius=RADIUS,
        quality=MINIMUM_QUALITY,
    )
    page += "".join(of_kind(rows, kind) for kind in KINDS) + of_films(rows) + of_texts(rows)
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise BadInput(
            _("%(path)s cannot be written: %(why)s") % {"path": path, "why": error.strerror}
        ) from error


def machine() -> str:
    """Say what this runs on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    parts = f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}"
    return f"{parts}, Python {platform.python_version()}"


def of_kind(rows: Rows, kind: str) -> str:
    """Return the table of one kind of pictures, empty if there were none."""
    own = [each for each in rows if each["data"] == kind]
    if not own:
        return ""
    ways = [each["unit"].removeprefix("queries ") for each in own if "queries" in each["unit"]]
    lines = [f"\n## {KINDS[kind].format(n=own[0]['n'])}\n", header("edit", ways)]
    for edit in dict.fromkeys(each["case"] for each in own if each["case"] != "price"):
        lines.append(line(edit, [f"{figure(own, edit, f'recall {way}'):.2f}" for way in ways]))
    costs = [f"{figure(own, 'price', f'queries {way}'):.1f}" for way in ways]
    false = [f"{figure(own, 'price', f'false in a million {way}'):.1f}" for way in ways]
    lines += [line("*price: queries*", costs), line("*price: false in a million*", false)]
    return "\n".join(lines) + "\n"


def of_films(rows: Rows) -> str:
    """Return the table of the films."""
    own = [each for each in rows if each["data"] == "drawn films"]
    ways = [each["unit"].removeprefix("recall ") for each in own if "recall" in each["unit"]]
    ways = list(dict.fromkeys(ways))
    units = ("frames found", "recall", "frames found in others")
    lines = [header("edit", ways)]
    for edit in dict.fromkeys(each["case"] for each in own):
        cells = [[f"{figure(own, edit, f'{unit} {way}'):.2f}" for unit in units] for way in ways]
        lines.append(line(edit, [" / ".join(cell) for cell in cells]))
    return FILMS.format(n=own[0]["n"], radius=RADIUS) + "\n".join(lines) + "\n"


def of_texts(rows: Rows) -> str:
    """Return the table of the texts."""
    own = [each for each in rows if each["data"] == "paragraphs"]
    kinds = [each["unit"].removeprefix("recall ") for each in own if "recall" in each["unit"]]
    kinds = list(dict.fromkeys(kinds))
    lines = [header("edit", kinds)]
    for edit in dict.fromkeys(each["case"] for each in own if each["case"] != "strangers"):
        lines.append(line(edit, [f"{figure(own, edit, f'recall {kind}'):.2f}" for kind in kinds]))
    false = [f"{figure(own, 'strangers', f'in a million {kind}'):.0f}" for kind in kinds]
    lines.append(line("*strangers, in a million*", false))
    return TEXTS.format(n=own[0]["n"]) + "\n".join(lines) + "\n"


def figure(rows: Rows, case: str, unit: str) -> float:
    """Return the one figure of a case in a unit."""
    found = (each["ours"] for each in rows if (each["case"], each["unit"]) == (case, unit))
    return float(next(found))


def header(first: str, names: list[str]) -> str:
    """Return the two lines that begin a table."""
    return line(first, names) + "\n|" + "---|" * (len(names) + 1)


def line(first: str, cells: list[str]) -> str:
    """Return one line of a table."""
    return "| " + " | ".join([first, *cells]) + " |"
