"""What it costs when many look at the board of a day."""

import argparse
import tempfile
from collections.abc import Iterator
from gettext import gettext as _
from pathlib import Path

from actionday.commands.benches.rows import Measured, Row
from actionday.errors import BadInput

SUMMARY = _("many who look at the board of a day")
SIZE = 2145
MOST_VIEWERS = 1000


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the bench's arguments."""
    parser.add_argument(
        "--sizes", type=int, nargs=1, default=[SIZE], metavar="N", help=_("submissions of the day")
    )
    parser.add_argument(
        "--viewers", type=int, default=200, metavar="N", help=_("people who look at the board")
    )


def measure(args: argparse.Namespace) -> Iterator[Row]:
    """Have many look at the board of a day, and yield what that costs."""
    from actionday.rehearsal.viewers import watch

    if not 1 <= args.viewers <= MOST_VIEWERS:
        raise BadInput(
            _("--viewers must be 1 to %(most)d, not %(given)d")
            % {"most": MOST_VIEWERS, "given": args.viewers}
        )
    with tempfile.TemporaryDirectory(prefix="actionday-bench-") as home:
        seen = watch(args.sizes[0], args.viewers, Path(home))
    for data, figures in seen.items():
        for (case, unit), figure in figures.items():
            yield Measured("board", case, args.viewers, data, unit).row(figure)
