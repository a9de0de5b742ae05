"""`actionday list ...`: hash lists taken in from files, given out, shown, and let go on."""

import argparse
from gettext import gettext as _
from pathlib import Path
from typing import Any

from actionday.commands.list import giving, showing, taking
from actionday.media.listfile import FORMATS, TLP

SUMMARY = _("import, export and show hash lists")
VERBS = {
    "import": taking.take,
    "export": giving.give,
    "show": showing.show,
    "resume": showing.resume,
    None: showing.overview,
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs; without one, all lists are shown."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    _import(_verb(verbs, "import", _("take a file's entries in")))
    export = _verb(verbs, "export", _("write a list to a file (- is standard output)"))
    _file(export)
    _verb(verbs, "show", _("one list, with what is suspended or disputed in it"))
    resume = _verb(verbs, "resume", _("let suspended entries be matched again"))
    resume.add_argument("value", metavar="VALUE", nargs="+", help=_("the entries' values"))


def _verb(verbs: Any, name: str, words: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=words, description=words)
    parser.add_argument("name", metavar="NAME", help=_("the list's name"))
    parser.add_argument(
        "--owner", metavar="CODE", default="", help=_("a unit's code, a platform's name, or house")
    )
    return parser


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--format", choices=FORMATS, default="", help=_("where it is not seen"))


def _import(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument(
        "--replace", action="store_true", help=_("withdraw what is not in the file")
    )
    parser.add_argument("--never", action="store_true", help=_("what shall never be matched"))
    parser.add_argument("--source", default="", help=_("who made the list"))
    parser.add_argument("--licence", default="", help=_("the terms under which it came"))
    parser.add_argument("--tlp", default="", help=", ".join(TLP))
    parser.add_argument(
        "--cap", type=int, help=_("pieces a day that one entry may match before it is suspended")
    )


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    return VERBS[args.verb](args)
