"""`actionday fingerprint PATH...`: one JSON object a fingerprint on standard output."""

import argparse
import json
import os
import stat
import sys
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path
from typing import Any

from actionday.errors import BadInput
from actionday.media.examination import Examination
from actionday.media.examine import examine
from actionday.media.unreadable import UnreadableMedia

SUMMARY = _("compute the fingerprints of files and folders")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("path", nargs="+", type=Path, help=_("a file, or a folder with files"))


def run(args: argparse.Namespace) -> int:
    """Print every file's fingerprints; return 1 if a file could not be read."""
    for path in args.path:
        if not os.path.lexists(path):
            raise BadInput(_("%(path)s: there is no such file or folder") % {"path": path})
    status = 0
    for path in (file for given in args.path for file in files_below(given)):
        for line in lines_of(path):
            status = 1 if "error" in line else status
            print(json.dumps(line), flush=True)
    return status


def files_below(path: Path) -> Iterator[Path]:
    """Yield the files of a folder and its folders in sorted order, or the one file itself."""
    try:
        children = sorted(path.iterdir()) if path.is_dir() else None
    except PermissionError:
        children = None
    if children is None:
        yield path
        return
    for child in children:
        if not (child.is_symlink() and child.is_dir()):  # A linked folder could lead in a circle.
            yield from files_below(child)


def tell(path: Path, found: Examination) -> None:
    """Say on standard error what the lines cannot: what was left out, and what is damaged."""
    notes = [_("a part of it cannot be decoded")] if found.damaged else []
    for note in (*notes, *found.notes):
        print(f"{path}: {note}", file=sys.stderr)


def lines_of(path: Path) -> list[dict[str, Any]]:
    """Return the lines of one file: its fingerprints, or the one error."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # Reading a pipe would wait for ever.
            raise UnreadableMedia(_("neither a regular file nor a folder that can be listed"))
        found = examine(path, out=None)
    except UnreadableMedia as error:
        return [{"path": str(path), "error": str(error)}]
    except OSError as error:
        return [{"path": str(path), "error": error.strerror or str(error)}]
    tell(path, found)
    return [
        {
            "path": str(path),
            "media": found.media,
            "type": fingerprint.type,
            "value": fingerprint.value,
            "quality": fingerprint.quality,
            "time_s": fingerprint.time_s,
        }
        for fingerprint in found.fingerprints
    ]
