"""`actionday report DAY --out DIR`: the day's report, with all that is needed to check it."""

import argparse
from gettext import gettext as _
from pathlib import Path

from actionday.errors import BadInput

SUMMARY = _("write the report of a day, with its ledger")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("day", metavar="DAY", help=_("the day's short name"))
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help=_("where it goes"))
    parser.add_argument(
        "--public", action="store_true", help=_("withhold what the public must not see")
    )


def run(args: argparse.Namespace) -> int:
    """Write the files; DIR is replaced as a whole, or not at all."""
    from actionday.boot import boot

    boot(migrate=True)
    from actionday.cases.models import ActionDay
    from actionday.stages.report import build

    day = ActionDay.objects.select_related("log").filter(slug=args.day).first()
    if day is None:
        known = ", ".join(ActionDay.objects.order_by("slug").values_list("slug", flat=True))
        raise BadInput(
            _("there is no day '%(day)s' here (known: %(known)s)")
            % {"day": args.day, "known": known or _("none")}
        )
    build(day, args.out, public=args.public)
    print(_("report written to %(path)s") % {"path": args.out})
    return 0
