"""The tables of a report, as headings and rows of text; some rows carry a bar."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from . import charts
from .words import OBSERVATIONS, OUTCOMES, moment, named, number, share, wait

Report = Mapping[str, Any]
Table = dict[str, Any]
"""`{name, caption, heads, rows}`; a row is `{head, cells, bar?}`; `name` can be an element id."""

CAPTIONS = {
    "ideology": lazy("What the platforms did, by ideology"),
    "unit": lazy("By the unit that found it first"),
    "platform": lazy("By platform"),
    "kind": lazy("By kind of content"),
    "language": lazy("By language"),
    "ground": lazy("By ground (a piece may have several)"),
}
HEADS = {
    "ideology": lazy("Ideology"),
    "unit": lazy("Unit"),
    "platform": lazy("Platform"),
    "kind": lazy("Kind"),
    "language": lazy("Language"),
    "ground": lazy("Ground"),
}


def answers(report: Report, cut: str) -> Table:
    """One cut: a bar and the counts of what the platforms did, then of what came before."""
    rows = sorted(report["by"][cut].items(), key=lambda row: (_last(row[0]), -row[1]["sent"]))
    return {
        "name": cut,
        "caption": str(CAPTIONS[cut]),
        "heads": [
            str(HEADS[cut]),
            _("Upheld"),
            _("Left up"),
            _("No clear answer"),
            _("Assessed"),
            _("Referred"),
        ],
        "rows": [_answers_row(named(cut, value), row) for value, row in rows],
    }


def _last(value: str) -> int:
    """What says the least comes last, however large."""
    return {"none": 1, "undisclosed": 2}.get(value, 0)


def _answers_row(head: str, row: Mapping[str, int]) -> dict[str, Any]:
    facts = {name: number(n) for name, n in row.items()} | {"head": head}
    label = _(
        "%(head)s: %(upheld)s upheld, %(rejected)s left up, %(unknown)s without a clear answer"
    )
    return {
        "head": head,
        "bar": charts.answers_bar(row["upheld"], row["rejected"], row["unknown"], label % facts),
        "label": label % facts,
        "cells": [
            _("%(upheld)s of %(sent)s") % facts,
            facts["rejected"],
            facts["unknown"],
            facts["assessed"],
            facts["referred"],
        ],
    }


def outcomes(report: Report) -> Table:
    """What the platforms said they did, in their own classes, over the pieces sent."""
    cut, sent = report["by"]["outcome"], report["figures"]["sent"]
    said = [
        (value, cut[value]["sent"]) for value in OUTCOMES if value in cut and cut[value]["sent"]
    ]
    return {
        "name": "outcome",
        "caption": _("What the platforms said they did"),
        "heads": [_("Outcome"), _("Pieces"), _("Of sent")],
        "rows": [
            {"head": str(OUTCOMES[value]), "cells": [number(n), share(n, sent)]}
            for value, n in said
        ],
    }


def votes(report: Report) -> Table:
    """The two assessors' verdicts against each other."""
    t = {name: number(n) for name, n in report["agreement"]["table"].items()}
    return {
        "name": "votes",
        "caption": _("Families of copies by verdict"),
        "heads": [_("First assessor"), _("Second: refer"), _("Second: not")],
        "rows": [
            {"head": _("Refer"), "cells": [t["refer_refer"], t["refer_not"]]},
            {"head": _("Not"), "cells": [t["not_refer"], t["not_not"]]},
        ],
    }


def settled(report: Report) -> Table:
    """What became of the assessed pieces."""
    f = report["figures"]
    rows = (
        (_("Referred"), "referred", "assessed"),
        (_("Not referred"), "not_referred", "assessed"),
        (_("of these, exempt"), "exempt", "not_referred"),
        (_("Undecided"), "undecided", "assessed"),
    )
    return {
        "name": "settled",
        "caption": _("What became of the assessed pieces"),
        "heads": [_("Result"), _("Pieces"), _("Share")],
        "rows": [{"head": head, "cells": _part(f, part, whole)} for head, part, whole in rows],
    }


def _part(f: Mapping[str, int], part: str, whole: str) -> list[str]:
    of = {"part": number(f[part]), "whole": number(f[whole])}
    return [_("%(part)s of %(whole)s") % of, share(f[part], f[whole])]


def seen(report: Report) -> Table:
    """What was claimed against what was seen."""
    table = report["seen"]
    columns = [value for value in OBSERVATIONS if any(value in row for row in table.values())]
    return {
        "name": "seen",
        "caption": _("Rows: what the platform said. Columns: what was last seen at the address."),
        "heads": [_("Said"), *(str(OBSERVATIONS[value]) for value in columns)],
        "rows": [
            {
                "head": str(OUTCOMES[outcome]),
                "cells": [number(table[outcome].get(value, 0)) for value in columns],
            }
            for outcome in OUTCOMES
            if outcome in table
        ],
    }


def times(report: Report) -> Table:
    """How long it took."""
    rows = (
        (_("From the first find to the referral"), report["times"]["find_to_referral_s"]),
        (_("From the referral to the answer"), report["times"]["referral_to_decision_s"]),
    )
    return {
        "name": "times",
        "caption": _("Waiting times"),
        "heads": [
            _("Way"),
            _("Half within"),
            _("Nine in ten within"),
            _("Within 24 hours"),
            _("Still open"),
        ],
        "rows": [{"head": head, "cells": _waits(each)} for head, each in rows],
    }


def _waits(each: Mapping[str, Any]) -> list[str]:
    within = {"part": number(each["within_24h"]), "whole": number(each["n"])}
    return [
        wait(each["median"]),
        wait(each["p90"]),
        _("%(part)s of %(whole)s") % within,
        number(each["n_open"]),
    ]


def rates(report: Report) -> Table:
    """Every share, with both counts."""
    return {
        "name": "rates",
        "caption": _("Shares as of %(time)s") % {"time": moment(report["day"]["as_of"])},
        "heads": [_("Share"), _("Counts"), _("Per cent")],
        "rows": [
            {
                "head": _(report["definitions"][rate["name"]]).rstrip("."),
                "cells": [
                    _("%(part)s of %(whole)s")
                    % {"part": number(rate["numerator"]), "whole": number(rate["denominator"])},
                    share(rate["numerator"], rate["denominator"]),
                ],
            }
            for rate in report["rates"]
        ],
    }


def figures(report: Report) -> Table:
    """Every figure with its definition."""
    return {
        "name": "figures",
        "caption": _("All figures of the day"),
        "heads": [_("Figure"), _("Pieces"), _("What is counted")],
        "rows": [
            {"head": str(FIGURES[name]), "key": name, "cells": [number(n)]}
            | {"meaning": _(report["definitions"][name])}
            for name, n in report["figures"].items()
        ],
    }


FIGURES = {
    "submissions": lazy("Submissions"),
    "items": lazy("Pieces"),
    "duplicates": lazy("Repeats"),
    "families": lazy("Families"),
    "assessed": lazy("Assessed"),
    "referred": lazy("Referred"),
    "not_referred": lazy("Not referred"),
    "undecided": lazy("Undecided"),
    "exempt": lazy("Exempt"),
    "escalated": lazy("Escalated"),
    "sent": lazy("Sent"),
    "packets": lazy("Packets"),
    "acknowledged": lazy("Acknowledged"),
    "decided": lazy("Decided"),
    "upheld": lazy("Upheld"),
    "rejected": lazy("Left up"),
    "unknown": lazy("No clear answer"),
    "unanswered": lazy("Unanswered"),
    "not_locatable": lazy("Not found"),
    "insufficient": lazy("Not enough information"),
    "already_gone": lazy("Already gone"),
    "withdrawn_undecided": lazy("Withdrawn, undecided"),
    "seen_gone": lazy("Seen gone"),
    "withdrawn": lazy("Withdrawn"),
    "complaints": lazy("Complaints"),
    "reinstated": lazy("Put back"),
}
