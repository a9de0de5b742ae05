"""`actionday invite EMAIL --role ROLE`: prints the link by which one person comes in."""

import argparse
import os
from gettext import gettext as _
from typing import TYPE_CHECKING

from actionday.errors import BadInput

if TYPE_CHECKING:
    from actionday.accounts.invitations import Wanted

SUMMARY = _("invite a person, the first administrator too, and print the link")
SITE = "http://127.0.0.1:8000"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("email", metavar="EMAIL", help=_("their address"))
    parser.add_argument(
        "--role", metavar="ROLE", action="append", required=True, help=_("may come again")
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--unit", metavar="CODE", help=_("of a unit"))
    where.add_argument("--platform", metavar="SLUG", help=_("of a platform"))
    parser.add_argument("--days", metavar="N", type=int, default=7, help=_("at most 30"))
    parser.add_argument(
        "--site", metavar="URL", default=os.environ.get("ACTIONDAY_SITE", SITE),
        help=_("where the site is (default %(default)s)"),
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Make the invitation and print its link, which is shown only now."""
    from actionday.boot import boot

    boot(migrate=True)
    from actionday.accounts import Refused
    from actionday.accounts.invitations import invite
    from actionday.tenancy.acting import THE_PROGRAM

    try:
        secret = invite(THE_PROGRAM, wanted(args))
    except Refused as error:
        raise BadInput(f"{args.email}: {error}") from error
    print(f"{args.site.rstrip('/')}/invitation/{secret}/")
    return 0


def wanted(args: argparse.Namespace) -> "Wanted":
    """Return who shall come in; refuse what is not there."""
    from actionday.accounts.invitations import Wanted
    from actionday.tenancy.models import Platform, Role, Unit

    for role in args.role:
        if role not in Role.values:
            known = ", ".join(Role.values)
            given = {"role": role, "known": known}
            raise BadInput(_("there is no role '%(role)s' (known: %(known)s)") % given)
    unit = Unit.objects.filter(code=args.unit).first()
    platform = Platform.objects.filter(slug=args.platform).first()
    for kind, given, found in (("unit", args.unit, unit), ("platform", args.platform, platform)):
        if given and found is None:
            raise BadInput(_("--%(kind)s: there is no '%(given)s' here")
                           % {"kind": kind, "given": given})  # fmt: skip
    ids = (unit.pk if unit else None, platform.pk if platform else None)
    return Wanted(args.email, tuple(args.role), *ids, days=args.days)
