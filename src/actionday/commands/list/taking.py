"""`actionday list import`: a file's entries into a list, with each row that cannot be used."""

import argparse
import json
import sys
from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from actionday.errors import BadInput
from actionday.media.listfile import TLP, Head, Refused, open_list, tlp_of

if TYPE_CHECKING:
    from actionday.lists.taking_in import TakenIn

TEXT_CHARS, MOST_CAP = 200, 2**31 - 1


def take(args: argparse.Namespace) -> int:
    """Import a file; refused rows are printed, one JSON object a line, and the status is then 1."""
    said = said_by(args)
    file = open_list(args.file, args.format)
    from actionday.boot import boot

    boot(migrate=True)
    from actionday.lists.naming import Wanted
    from actionday.lists.taking_in import Watcher, take_in
    from actionday.tenancy.acting import THE_PROGRAM

    wanted = Wanted(
        args.name, args.owner, kind=said.kind or file.head.kind,
        source=said.source or file.head.source, tlp=said.tlp or file.head.tlp,
        licence=said.licence or file.head.licence, cap=said.cap or file.head.cap,
    )  # fmt: skip
    watcher = Watcher(print_refused, progress(args.file))
    try:
        _found, done = take_in(THE_PROGRAM, wanted, file.rows, args.replace, watcher)
    except BadInput as error:
        raise BadInput(f"{args.file}: {error}") from error
    clear = "\r\033[K" if sys.stderr.isatty() else ""
    print(f"{clear}{args.file}: {summary(done)}", file=sys.stderr)
    return 1 if done.refused else 0


def said_by(args: argparse.Namespace) -> Head:
    """Return what the arguments say of the list; BadInput where that cannot be."""
    try:
        tlp = tlp_of(args.tlp)
    except ValueError as error:
        raise BadInput(_("--tlp %(tlp)s: must be one of %(known)s")
                       % {"tlp": args.tlp, "known": ", ".join(TLP)}) from error  # fmt: skip
    if args.cap is not None and not 1 <= args.cap <= MOST_CAP:
        raise BadInput(_("--cap %(cap)d: must be 1 or more") % {"cap": args.cap})
    for name in ("source", "licence"):
        if len(getattr(args, name)) > TEXT_CHARS:
            raise BadInput(_("--%(name)s: at most %(most)d characters")
                           % {"name": name, "most": TEXT_CHARS})  # fmt: skip
    return Head(
        source=args.source, licence=args.licence, tlp=tlp, cap=args.cap,
        kind="never" if args.never else "",
    )  # fmt: skip


def print_refused(refused: Refused) -> None:
    """Print a row that cannot be used."""
    print(json.dumps({"row": refused.row, "error": refused.why}, ensure_ascii=False))


def progress(path: Path) -> Callable[[int], None]:
    """Return what keeps one line on the terminal up to date; elsewhere nothing is said."""

    def say(rows: int) -> None:
        if sys.stderr.isatty():
            told = _("%(file)s: %(rows)s rows read") % {"file": path, "rows": f"{rows:,}"}
            print(f"\r{told}\033[K", end="", file=sys.stderr, flush=True)

    return say


def summary(done: "TakenIn") -> str:
    """Return in words what became of the rows."""
    counts = {
        _("new"): done.new, _("changed"): done.changed, _("known"): done.known,
        _("duplicates"): done.duplicates, _("withdrawn"): done.withdrawn,
        _("reinstated"): done.reinstated, _("withdrawn, not in the file"): done.missing,
        _("refused"): done.refused, _("passed over"): sum(done.passed_over.values()),
    }  # fmt: skip
    told = ", ".join(f"{number:,} {word}" for word, number in counts.items() if number)
    read = _("%(rows)s entries") % {"rows": f"{done.rows:,}"}
    return f"{read}: {told}" if told else read
