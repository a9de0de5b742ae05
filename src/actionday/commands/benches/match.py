"""How fast the exact index is, beside the indexes that the field uses, in one process."""

import argparse
from collections.abc import Iterator
from gettext import gettext as _

from actionday.commands.benches.rows import Row, note
from actionday.errors import BadInput

SUMMARY = _("the exact index beside faiss and ThreatExchange")
SIZES = (100_000, 1_000_000, 10_000_000)
KINDS = ("random", "real")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the bench's arguments."""
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, metavar="N", help=_("hashes in the index")
    )
    parser.add_argument(
        "--queries", type=int, default=1000, metavar="N", help=_("queries in one bulk call")
    )
    parser.add_argument(
        "--data", nargs="+", choices=KINDS, default=KINDS, help=_("how the hashes are spread")
    )


def measure(args: argparse.Namespace) -> Iterator[Row]:
    """Build, check and race the indexes, size by size."""
    if min(args.sizes) < 1 or args.queries < 1:
        raise BadInput(_("--sizes and --queries must be 1 or more"))
    import numpy as np

    from actionday.commands.benches.contest import FEW_FROM, Contest
    from actionday.commands.benches.hashes import make
    from actionday.commands.benches.peers import installed

    peers = installed()
    for size in args.sizes:
        for data in args.data:
            note(_("%(size)d hashes, %(data)s") % {"size": size, "data": data})
            known, queries = make(data, size, args.queries, np.random.default_rng(size))
            contest = Contest(data, known, queries)
            yield from contest.alone()
            yield from contest.unrivalled()
            for name, build in peers.items():
                if size < FEW_FROM or name.startswith("faiss"):
                    yield from contest.against(build(known))
