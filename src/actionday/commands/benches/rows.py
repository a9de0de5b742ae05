"""The rows of all benches: figures in one form, printed and kept as soon as they are known."""

import json
import sys
from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path
from typing import Any, NamedTuple

from actionday.errors import BadInput

Row = dict[str, Any]


class Measured(NamedTuple):
    """What was measured: a bench's case, with so many pieces of some data, in a unit."""

    bench: str
    case: str
    n: int
    data: str
    unit: str

    def row(self, ours: float, peer: str | None = None, theirs: float | None = None) -> Row:
        """Return the figure as a row. `ratio` says how many times better ours is than the peer's.

        Speeds (x/s) and shares are better when higher, all other units when lower.
        """
        ratio = None
        if theirs:
            higher = self.unit.endswith("/s") or self.unit == "share"
            ratio = ours / theirs if higher else theirs / ours
        figures = {"ours": _short(ours), "peer": peer, "theirs": _short(theirs)}
        return self._asdict() | figures | {"ratio": _short(ratio)}


def _short(figure: float | None) -> float | None:
    """Keep four digits after the point, or four significant ones of what is smaller."""
    if figure is None:
        return None
    return round(figure, 4) if abs(figure) >= 0.1 else float(f"{figure:.4g}")


def show(rows: Iterable[Row], path: Path | None) -> None:
    """Print each row when it comes, and write it to `path` if asked."""
    if path is None:
        for each in rows:
            print(json.dumps(each), flush=True)
        return
    try:
        with path.open("w") as file:
            for each in rows:
                line = json.dumps(each)
                print(line, flush=True)
                print(line, file=file, flush=True)
    except OSError as error:
        raise BadInput(
            _("%(path)s cannot be written: %(why)s") % {"path": path, "why": error.strerror}
        ) from error


def note(text: str) -> None:
    """Say how far a bench is, on standard error."""
    print(text, file=sys.stderr, flush=True)
