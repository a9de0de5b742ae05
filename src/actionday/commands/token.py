"""`actionday token LABEL --platform SLUG`: prints a token for a program of a unit or platform."""

import argparse
from gettext import gettext as _
from typing import TYPE_CHECKING

from actionday.errors import BadInput

if TYPE_CHECKING:
    from actionday.tenancy.models import Platform, Unit

SUMMARY = _("make an API token for a program of a unit or platform, and print it")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("label", metavar="LABEL", help=_("what it is for"))
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--unit", metavar="CODE", help=_("for a program of a unit"))
    where.add_argument("--platform", metavar="SLUG", help=_("for a program of a platform"))
    parser.add_argument(
        "--new", metavar="NAME", help=_("make the platform, with this name, if it is not there")
    )
    parser.add_argument(
        "--scope", metavar="SCOPE", action="append", help=_("may come again (default: match)")
    )
    parser.add_argument("--days", metavar="N", type=int, default=90, help=_("at most 365"))


def run(args: argparse.Namespace) -> int:
    """Make the token and print it; it is shown only now."""
    from actionday.boot import boot

    boot(migrate=True)
    from actionday.accounts import Refused
    from actionday.accounts.api_tokens import make_for
    from actionday.tenancy.acting import THE_PROGRAM, acting_as

    with acting_as(THE_PROGRAM):
        holder = holder_of(args)
    try:
        print(make_for(holder, args.label, args.scope or ["match"], args.days))
    except Refused as error:
        raise BadInput(f"{args.label}: {error}") from error
    return 0


def holder_of(args: argparse.Namespace) -> "Unit | Platform":
    """Return for whom the token acts; refuse what is not there."""
    from actionday.tenancy.models import Platform, Unit

    if args.unit:
        unit = Unit.objects.filter(code=args.unit).first()
        if unit is None:
            raise BadInput(_("--unit: there is no '%(given)s' here") % {"given": args.unit})
        return unit
    platform = Platform.objects.filter(slug=args.platform).first()
    if platform is not None:
        return platform
    if not args.new:
        raise BadInput(
            _("--platform: there is no '%(given)s' here; --new NAME makes it")
            % {"given": args.platform}
        )
    return Platform.objects.create(slug=args.platform, name=args.new, hosts=[])
