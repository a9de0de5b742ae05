"""`actionday list export`: a list into a file, whole or not at all."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from actionday.errors import BadInput
from actionday.media.listfile import write_list

ENDINGS = {".csv": "csv", ".tx": "tx", ".txt": "tx", ".json": "json", ".jsonl": "json",
           ".misp": "misp", ".stix": "stix"}  # fmt: skip


def give(args: argparse.Namespace) -> int:
    """Write the list; the format is that of the file's ending where it is not said."""
    format = args.format or ENDINGS.get(args.file.suffix.lower(), "csv")
    from actionday.boot import boot

    boot(migrate=True)
    from actionday.lists.giving_out import entries_of, head_of
    from actionday.lists.naming import find_list

    found = find_list(args.name, args.owner)
    try:
        with written(args.file) as out:
            write_list(format, head_of(found), entries_of(found, format == "tx"), out)
    except OSError as error:
        raise BadInput(f"{args.file}: {error.strerror}") from error
    return 0


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """Open a file beside the one that is wanted, which it becomes once it is whole."""
    if str(path) == "-":
        yield sys.stdout
        return
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as out:
            yield out
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
