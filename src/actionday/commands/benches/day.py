"""How long whole days take, and what they cost."""

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path
from typing import Any

from actionday.commands.benches.rows import Measured, Row, note

SUMMARY = _("whole days of several sizes")
SIZES = (500, 2145, 6583)


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the bench's arguments."""
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, metavar="N", help=_("submissions of a day")
    )
    parser.add_argument("--runs", type=int, default=3, metavar="N", help=_("runs of each size"))


def measure(args: argparse.Namespace) -> Iterator[Row]:
    """Run whole days and yield what they took."""
    from actionday.rehearsal import measure as rehearsal

    for size in args.sizes:
        runs: list[rehearsal.Measured] = []
        for number in range(args.runs):
            values = {"size": size, "number": number + 1, "runs": args.runs}
            note(_("%(size)d pieces, run %(number)d of %(runs)d") % values)
            with tempfile.TemporaryDirectory(prefix="actionday-bench-") as home:
                runs.append(rehearsal.measure(size, Path(home)))
        yield from report(size, runs)


def report(size: int, runs: list[Any]) -> Iterator[Row]:
    """Yield the rows of one size: the median of its runs."""
    for case, unit in (
        ("day_s", "s"),
        ("media_s", "s"),
        ("cpu_s_a_piece", "s"),
        ("peak_memory_mb", "MB"),
    ):
        middle = statistics.median(getattr(each, case) for each in runs)
        yield Measured("day", case, size, "rehearsal", unit).row(middle)
