"""`actionday bench`: how long a day takes, what its board costs; measured, one object a line."""

import argparse
import importlib
import json
import statistics
import sys
import tempfile
from gettext import gettext as _
from pathlib import Path
from typing import Any

from actionday.errors import BadInput

SUMMARY = _("measure speed and memory on this machine")
SIZES = (500, 2145, 6583)
MOST_VIEWERS = 1000
BENCHES = {name: f"actionday.commands.benches.{name}" for name in ("fingerprint", "robustness")}
"""Name -> module with `rows(args)`."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("what", choices=["day", "board", *BENCHES], help=_("what is measured"))
    parser.add_argument("--json", metavar="FILE", type=Path, help=_("write the figures there too"))
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=None, metavar="N", help=_("submissions of a day")
    )
    parser.add_argument(
        "--viewers", type=int, default=200, metavar="N", help=_("people who look at the board")
    )
    parser.add_argument("--runs", type=int, default=3, metavar="N", help=_("runs of each size"))
    parser.add_argument(
        "--pictures", type=int, default=60, metavar="N", help=_("drawn pictures that are edited")
    )
    parser.add_argument(
        "--out", metavar="FILE", type=Path, help=_("write the table of robustness there")
    )


def run(args: argparse.Namespace) -> int:
    """Measure and print."""
    if args.what in BENCHES:
        show(importlib.import_module(BENCHES[args.what]).rows(args), args.json)
    else:
        show(days(args) if args.what == "day" else boards(args), args.json)
    return 0


def boards(args: argparse.Namespace) -> list[dict[str, Any]]:
    """Have many look at the board of a day, and return what that costs."""
    from actionday.rehearsal.viewers import watch

    if not 1 <= args.viewers <= MOST_VIEWERS:
        raise BadInput(
            _("--viewers must be 1 to %(most)d, not %(given)d")
            % {"most": MOST_VIEWERS, "given": args.viewers}
        )
    [size, *_more] = args.sizes or SIZES[1:2]
    with tempfile.TemporaryDirectory(prefix="actionday-bench-") as home:
        seen = watch(size, args.viewers, Path(home))
    return [
        row(case, args.viewers, unit, figure) | {"bench": "board", "data": data}
        for data, figures in seen.items()
        for (case, unit), figure in figures.items()
    ]


def days(args: argparse.Namespace) -> list[dict[str, Any]]:
    """Run whole days and return what they took."""
    from actionday.rehearsal.measure import Measured, measure

    rows: list[dict[str, Any]] = []
    for size in args.sizes or SIZES:
        runs: list[Measured] = []
        for number in range(args.runs):
            print(
                _("%(size)d pieces, run %(number)d of %(runs)d")
                % {"size": size, "number": number + 1, "runs": args.runs},
                file=sys.stderr,
            )
            with tempfile.TemporaryDirectory(prefix="actionday-bench-") as home:
                runs.append(measure(size, Path(home)))
        rows += report(size, runs)
    return rows


def report(size: int, runs: list[Any]) -> list[dict[str, Any]]:
    """Return the rows of one size: the median of its runs."""
    return [
        row(case, size, unit, statistics.median(getattr(each, case) for each in runs))
        for case, unit in (
            ("day_s", "s"),
            ("media_s", "s"),
            ("cpu_s_a_piece", "s"),
            ("peak_memory_mb", "MB"),
        )
    ]


def row(case: str, size: int, unit: str, ours: float) -> dict[str, Any]:
    """Return one figure in the form that all benches share; there is no peer for a day."""
    return {
        "bench": "day",
        "case": case,
        "n": size,
        "data": "rehearsal",
        "unit": unit,
        "ours": round(ours, 4),
        "peer": None,
        "theirs": None,
        "ratio": None,
    }


def show(rows: list[dict[str, Any]], path: Path | None) -> None:
    """Print the figures, and write them if asked."""
    lines = "".join(json.dumps(each) + "\n" for each in rows)
    sys.stdout.write(lines)
    if path is not None:
        try:
            path.write_text(lines)
        except OSError as error:
            raise BadInput(
                _("%(path)s cannot be written: %(why)s") % {"path": path, "why": error.strerror}
            ) from error
