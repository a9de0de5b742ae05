"""`actionday bench`: measures speed and memory on this machine, one object a line."""

import argparse
from gettext import gettext as _
from importlib import import_module
from pathlib import Path

from actionday.commands.benches.rows import show

SUMMARY = _("measure speed and memory on this machine")
BENCHES = {
    "day": "actionday.commands.benches.day",
    "board": "actionday.commands.benches.board",
    "match": "actionday.commands.benches.match",
    "fingerprint": "actionday.commands.benches.fingerprint",
    "robustness": "actionday.commands.benches.robustness",
    "api": "actionday.commands.benches.api",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare each bench with its own arguments."""
    benches = parser.add_subparsers(dest="what", required=True, metavar="|".join(BENCHES))
    for name, module in BENCHES.items():
        bench = import_module(module)
        own = benches.add_parser(name, help=bench.SUMMARY, description=bench.SUMMARY)
        own.add_argument("--json", metavar="FILE", type=Path, help=_("write the figures there too"))
        bench.configure(own)


def run(args: argparse.Namespace) -> int:
    """Measure and print."""
    show(import_module(BENCHES[args.what]).measure(args), args.json)
    return 0
