"""The report of a day as a pure function of its ledger, in the shape of report.json."""

import base64
import binascii
from collections.abc import Iterable
from gettext import gettext as _
from typing import Any

from actionday.errors import BadInput

from .agreement import agreement
from .cuts import by_cut, seen, totals
from .daylog import DayLog, Line, read
from .definitions import definitions
from .rates import rates
from .times import times

DAY = ("slug", "title", "opened", "closed", "as_of", "version", "supersedes")
PARTIES = ("coordinator", "initiators", "units", "platforms", "terms")


def report(
    lines: Iterable[Line], checkpoint_text: str, version: int, supersedes: int | None
) -> dict[str, Any]:
    """Compute the whole of report.json from a day's ledger.

    `lines` are the parsed lines of ledger.jsonl in order, `checkpoint_text` is the signed note over
    exactly these, `supersedes` the version that this one replaces. Neither the tree nor the
    signature is checked here (`actionday-verify` does). Raises `BadInput` where the ledger breaks
    its own rules or the checkpoint is of another size.
    """
    log = read(lines)
    day = _day(log, version, supersedes)
    figures = totals(log)
    items = log.items
    return {
        "day": day,
        "figures": figures,
        "by": by_cut(items),
        "seen": seen(items),
        "times": times(items),
        "agreement": agreement(log),
        "rates": rates(figures, log.as_of),
        "definitions": definitions(),
        "ledger": _ledger(log, checkpoint_text),
    }


def _day(log: DayLog, version: int, supersedes: int | None) -> dict[str, Any]:
    if log.day is None:
        raise BadInput(_("ledger: no entry opens the day"))
    known = log.day | {
        "opened": log.opened,
        "closed": log.closed,
        "as_of": log.as_of,
        "version": version,
        "supersedes": supersedes,
    }
    return {name: known[name] for name in (*DAY, *PARTIES)}


def _ledger(log: DayLog, checkpoint_text: str) -> dict[str, Any]:
    try:
        _origin, size, root = checkpoint_text.split("\n")[:3]
        stated = {"size": int(size), "root": base64.b64decode(root, validate=True).hex()}
    except (ValueError, binascii.Error) as problem:
        raise BadInput(_("checkpoint: this is not a signed note of a log")) from problem
    if stated["size"] != log.size:
        place = {"size": size, "lines": log.size}
        raise BadInput(_("checkpoint: it covers %(size)s entries, not %(lines)s") % place)
    return stated | {"checkpoint": checkpoint_text}
