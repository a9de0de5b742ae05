"""`actionday list`, `list show` and `list resume`: what is there, one JSON object a line."""

import argparse
import json
from collections.abc import Iterator
from gettext import gettext as _
from typing import Any

from actionday.errors import BadInput


def overview(args: argparse.Namespace) -> int:
    """Print a line a list."""
    _boot()
    from actionday.lists.counts import overviews

    _print(overviews())
    return 0


def show(args: argparse.Namespace) -> int:
    """Print a list's line, then a line for each entry that is suspended or disagreed with."""
    _boot()
    from actionday.lists.counts import overviews, to_look_at
    from actionday.lists.naming import find_list

    found = find_list(args.name, args.owner)
    _print(overviews(found.pk))
    _print(to_look_at(found))
    return 0


def resume(args: argparse.Namespace) -> int:
    """Let suspended entries go on; all of those that are named, or none."""
    _boot()
    from actionday.lists.flood import go_on
    from actionday.lists.naming import find_list
    from actionday.tenancy.acting import THE_PROGRAM

    found = find_list(args.name, args.owner)
    suspended = found.entries.filter(suspended_at__isnull=False, value__in=args.value)
    by_value = dict(suspended.values_list("value", "pk"))
    for value in args.value:
        if value not in by_value:
            raise BadInput(_("no entry %(value)s of %(name)s is suspended")
                           % {"value": value, "name": args.name})  # fmt: skip
    go_on(THE_PROGRAM, suspended.values_list("pk", flat=True))
    return 0


def _boot() -> None:
    from actionday.boot import boot

    boot(migrate=True)


def _print(lines: Iterator[dict[str, Any]]) -> None:
    for line in lines:
        print(json.dumps(line, ensure_ascii=False))
