"""What came of a rehearsal: its table, and whether anything was lost."""

from gettext import gettext as _
from typing import Any

from rich.table import Table

ROWS = {
    "submissions": _("submissions"),
    "items": _("different pieces"),
    "duplicates": _("found again"),
    "families": _("families of copies"),
    "assessed": _("assessed"),
    "referred": _("to be referred"),
    "not_referred": _("not referred"),
    "exempt": _("of these exempt"),
    "undecided": _("undecided"),
    "sent": _("sent to Plaza"),
    "packets": _("in packets"),
    "acknowledged": _("acknowledged"),
    "decided": _("decided"),
    "upheld": _("upheld"),
    "rejected": _("left up"),
    "unknown": _("outcome unknown"),
    "seen_gone": _("upheld and seen gone"),
}

Report = dict[str, Any]


def table(report: Report, times: dict[str, float]) -> Table:
    """Return the table that the demo ends with; `times` are seconds by what took them."""
    made = Table(title=report["day"]["title"], show_header=False, title_justify="left")
    made.add_column(justify="left")
    made.add_column(justify="right")
    for name, words in ROWS.items():
        made.add_row(words, f"{report['figures'][name]:,}")
    made.add_section()
    made.add_row(_("agreement of first and second view (alpha)"), agreement(report))
    made.add_section()
    for name, seconds in times.items():
        made.add_row(name, f"{seconds:.1f} s")
    return made


def agreement(report: Report) -> str:
    """Return Krippendorff's alpha with its interval and the number of votes."""
    found = report["agreement"]
    if found["alpha"] is None:
        return _("not defined (%(n)d families)") % {"n": found["n"]}
    interval = {name: found[name] for name in ("alpha", "low", "high", "n")}
    return _("%(alpha).2f (%(low).2f to %(high).2f, %(n)d families)") % interval


def losses(report: Report, asked: int) -> list[str]:
    """Return what was lost, in words; empty when nothing was. `asked`: finds to be submitted."""
    has = report["figures"]
    must_agree = (
        (_("finds submitted"), has["submissions"], asked),
        (_("pieces and finds of known pieces"), has["items"] + has["duplicates"], asked),
        (_("pieces assessed"), has["assessed"], has["items"]),
        (_("referrals sent"), has["sent"], has["referred"]),
        (_("referrals acknowledged"), has["acknowledged"], has["sent"]),
        (_("referrals decided or listed as unknown"), accounted(has), has["sent"]),
    )
    return [
        _("%(what)s: %(has)d instead of %(should)d") % {"what": what, "has": n, "should": should}
        for what, n, should in must_agree
        if n != should
    ]


def accounted(has: dict[str, int]) -> int:
    """Return how many referrals have an outcome or are listed as unknown."""
    return has["upheld"] + has["rejected"] + has["unknown"]
