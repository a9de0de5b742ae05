"""`actionday match QUERY... --list FILE`: which entries of a list a picture or video is near to."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from actionday.errors import BadInput
from actionday.media.codes import Codes, codes_of, is_hash
from actionday.media.image import hash_image_dihedral
from actionday.media.listfile import SEARCHED, ListEntry, read_list
from actionday.media.pdq import dihedral_values
from actionday.media.sniff import HEAD_BYTES, sniff
from actionday.media.thresholds import MINIMUM_QUALITY, RADIUS
from actionday.media.unreadable import UnreadableMedia
from actionday.media.video import each_second, read_frames

if TYPE_CHECKING:
    from actionday.media.index.exact import ExactIndex
    from actionday.media.index.pile import Pile

SUMMARY = _("find pictures and videos in a list of fingerprints")
WORTH_SORTING = 10**10
"""Pairs of a look and an entry: comparing so many takes about as long as compiling the index."""


@dataclass(frozen=True, slots=True)
class Look:
    """One hash to look for: a form of a picture, or of a video's frame at `time_s`.

    `quality` is None for a hash that was given as such.
    """

    query: str
    transform: str
    value: str
    quality: int | None = None
    time_s: float | None = None


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "query",
        nargs="+",
        help=_("a picture, a video, or 64 hex digits (write ./NAME for a file of such a name)"),
    )
    parser.add_argument(
        "--list", required=True, type=Path, help=_("CSV, JSON, MISP, STIX, or lines TYPE VALUE")
    )
    parser.add_argument(
        "--radius", type=int, default=RADIUS, help=_("largest distance in bits (%(default)s)")
    )
    parser.add_argument(
        "--dihedral", action="store_true", help=_("look for turned and mirrored forms too")
    )


def run(args: argparse.Namespace) -> int:
    """Print one JSON object a match; list and queries are all read before the first is printed."""
    if not 0 <= args.radius <= 256:
        raise BadInput(_("--radius %(radius)d: must lie in 0 to 256") % {"radius": args.radius})
    entries = searchable(read_list(args.list))
    looks = [look for query in args.query for look in looks_of(query)]
    if not args.dihedral:
        looks = [look for look in looks if look.transform == "none"]
    for line in matches(clear(looks), entries, args.radius):
        print(json.dumps({**line, "list": args.list.name}))
    return 0


def searchable(entries: list[ListEntry]) -> list[ListEntry]:
    """Drop what is withdrawn and, with a note, the types that are not searched."""
    valid = [entry for entry in entries if not entry.withdrawn]
    for kind, number in sorted(Counter(entry.type for entry in valid).items()):
        if kind not in SEARCHED:
            note = _("%(number)d entries of type %(type)s were not searched")
            print(note % {"number": number, "type": kind}, file=sys.stderr)
    return [entry for entry in valid if entry.type in SEARCHED]


def looks_of(query: str) -> Iterator[Look]:
    """Yield all that can be looked for of a query, in all forms; BadInput if there is nothing."""
    if is_hash(query):
        yield from (Look(query, form, value) for form, value in dihedral_values(query).items())
        return
    try:
        yield from _looks_of_file(query, Path(query))
    except UnreadableMedia as error:
        raise BadInput(f"{query}: {error}") from error
    except OSError as error:
        reason = _("%(query)s: neither 64 hex digits nor a file that can be read (%(error)s)")
        raise BadInput(reason % {"query": query, "error": error.strerror}) from error


def _looks_of_file(query: str, path: Path) -> Iterator[Look]:
    with path.open("rb") as file:
        media = sniff(file.read(HEAD_BYTES)).media
    if media == "image":
        for form, pdq in hash_image_dihedral(path).items():
            yield Look(query, form, pdq.value, pdq.quality)
    elif media == "stream":
        for frame in each_second(read_frames(path)):
            for form, pdq in frame.hash_dihedral().items():
                yield Look(query, form, pdq.value, pdq.quality, round(float(frame.time), 3))
    else:
        raise UnreadableMedia(_("only pictures and videos can be matched"))


def clear(looks: Iterable[Look]) -> list[Look]:
    """Drop, with a note, the hashes of pictures with too little detail."""
    kept: list[Look] = []
    dropped: Counter[str] = Counter()
    for look in looks:
        if look.quality is None or look.quality >= MINIMUM_QUALITY:
            kept.append(look)
        else:
            dropped[look.query] += look.transform == "none"
    for query, number in dropped.items():
        note = _("%(query)s: %(number)d pictures of a quality below %(least)d were not matched")
        values = {"query": query, "number": number, "least": MINIMUM_QUALITY}
        print(note % values, file=sys.stderr)
    return kept


def matches(looks: list[Look], entries: list[ListEntry], radius: int) -> Iterator[dict[str, Any]]:
    """Yield a line for every match, by query, then time, then form, then distance."""
    codes = codes_of([entry.value for entry in entries])
    known = searcher(np.arange(len(entries)), codes, len(looks))
    found = known.search(codes_of([look.value for look in looks]), radius)
    for query, place, distance in zip(*(column.tolist() for column in found), strict=True):
        look, entry = looks[query], entries[place]
        line = {"query": look.query, "entry": entry.value, "distance": distance}
        line["transform"] = look.transform
        if look.time_s is not None:
            line["time_s"] = look.time_s
        if entry.label:
            line["label"] = entry.label
        yield line


def searcher(ids: NDArray[np.int64], codes: Codes, looks: int) -> "Pile | ExactIndex":
    """Return the list in the form in which so many looks cost least, sorting it included."""
    # They load the compiler: only once all input is good.
    from actionday.media.index.exact import ExactIndex
    from actionday.media.index.pile import Pile

    if len(ids) * looks > WORTH_SORTING:
        return ExactIndex.of(ids, codes)
    pile = Pile()
    pile.add(ids, codes)
    return pile
