"""`actionday bench robustness`: which edits a fingerprint survives, and what it takes for a copy.

Pictures are hashed from files, before and after each edit; a picture is found if its edited copy is
within the radius. Whatever else is within the radius of a copy is a false match.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

import numpy as np
from PIL import Image

from actionday.commands.benches.edits import EDITS, LISTED_EDITS, stored
from actionday.commands.benches.moving import of_films
from actionday.commands.benches.rows import Measured, Row
from actionday.commands.benches.samples import drawn, photographs
from actionday.commands.benches.table import write_table
from actionday.commands.benches.texts import of_texts
from actionday.errors import BadInput
from actionday.media.codes import Codes, codes_of
from actionday.media.pdq import DIHEDRAL
from actionday.media.remedies import REMEDIES, Form, forms_of
from actionday.media.thresholds import MINIMUM_QUALITY, RADIUS

SUMMARY = _("which edits fingerprints survive, and what it takes for a copy")
DRAWN = (640, 480)
A_FILM = 5
"""For so many pictures there is one film."""

FEWEST = 2 * A_FILM
A_PICTURE = 5
"""For each picture there are so many paragraphs."""
Edit = Callable[[Image.Image], Image.Image]


def with_remedy(remedy: str) -> Callable[[str], bool]:
    """Return what chooses a picture's own hash and those of one remedy, none of them turned."""
    return lambda name: name == "none" or (name.startswith(remedy) and "+" not in name)


WAYS: dict[str, Callable[[str], bool]] = {
    "plain": lambda name: name == "none",
    "8 forms": lambda name: name in DIHEDRAL,
    **{remedy: with_remedy(remedy) for remedy in REMEDIES},
    "all": lambda name: True,
}
"""How a copy is looked for -> which of its forms (by name) that takes."""


@dataclass(slots=True)
class Found:
    """What one way of looking found of `n` copies: how many originals, and what else.

    `queries` counts the hashes that were looked for, `pairs` those of them and of strangers that
    were compared, and `false` the pairs within the radius.
    """

    n: int = 0
    hits: int = 0
    queries: int = 0
    false: int = 0
    pairs: int = 0


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the bench's arguments."""
    parser.add_argument(
        "--pictures", type=int, default=60, metavar="N", help=_("drawn pictures that are edited")
    )
    parser.add_argument("--out", metavar="FILE", type=Path, help=_("write the table there"))


def measure(args: argparse.Namespace) -> list[Row]:
    """Measure all edits on all kinds of pictures; write the table if `--out` names a file."""
    if args.pictures < FEWEST:
        raise BadInput(
            _("--pictures must be at least %(least)d, not %(given)d")
            % {"least": FEWEST, "given": args.pictures}
        )
    if args.out is not None and not args.out.parent.is_dir():
        raise BadInput(_("%(path)s: there is no such folder") % {"path": args.out.parent})
    kinds = {"drawn": drawn(args.pictures, *DRAWN), "photographs": photographs()}
    found = [
        each for data, pictures in kinds.items() if pictures for each in of_kind(data, pictures)
    ]
    found += of_films(args.pictures // A_FILM) + of_texts(A_PICTURE * args.pictures)
    if args.out is not None:
        write_table(args.out, found, args.pictures)
    return found


def of_kind(data: str, pictures: list[Image.Image]) -> list[Row]:
    """Return the recall of each edit and way on one kind of pictures, and the price of each way."""
    clear = [each for each in pictures if own_form(each).quality >= MINIMUM_QUALITY]
    cases: dict[str, tuple[Edit, Edit]] = {edit: (change, same) for edit, change in EDITS.items()}
    cases |= {edit: (same, change) for edit, change in LISTED_EDITS.items()}
    lines, price = [], {way: Found() for way in WAYS}
    for edit, (copied, listed) in cases.items():
        copies = [stored(copied(each)) for each in clear]
        found = look_for(copies, codes_of([own_form(listed(each)).value for each in clear]))
        for way, each in found.items():
            measured = Measured("robustness", edit, each.n, data, f"recall {way}")
            lines.append(measured.row(each.hits / each.n))
            for part in ("n", "queries", "false", "pairs"):
                setattr(price[way], part, getattr(price[way], part) + getattr(each, part))
    return lines + [each for way in WAYS for each in prices(way, data, price[way])]


def prices(way: str, data: str, found: Found) -> list[Row]:
    """Return what a way of looking costs: hashes a picture, and strangers that it takes for it."""
    chance = 1_000_000 * found.false / found.pairs
    return [
        Measured("robustness", "price", found.n, data, f"queries {way}").row(
            found.queries / found.n
        ),
        Measured("robustness", "price", found.pairs, data, f"false in a million {way}").row(chance),
    ]


def same(picture: Image.Image) -> Image.Image:
    """Change nothing."""
    return picture


def own_form(picture: Image.Image) -> Form:
    """Hash a picture as a list would have it."""
    return forms_of(stored(picture, 95), dihedral=False)[0]


def look_for(copies: Sequence[bytes], listed: Codes) -> dict[str, Found]:
    """Look for copies in every way; the original of each is at its own place in the list."""
    found = {way: Found(n=len(copies)) for way in WAYS}
    for place, copy in enumerate(copies):
        forms = [form for form in forms_of(copy, list(REMEDIES)) if form.quality >= MINIMUM_QUALITY]
        near = distances(codes_of([form.value for form in forms]), listed) <= RADIUS
        for way, takes in WAYS.items():
            taken = near[[takes(form.name) for form in forms]]
            strangers = np.delete(taken, place, axis=1)
            found[way].hits += bool(taken[:, place].any())
            found[way].queries += len(taken)
            found[way].false += int(strangers.sum())
            found[way].pairs += strangers.size
    return found


def distances(queries: Codes, listed: Codes) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Return the distance of every query to every entry, shape (queries, entries)."""
    bits = np.bitwise_count(queries[:, None, :] ^ listed[None, :, :])
    return np.asarray(bits.sum(axis=2, dtype=np.int64))
