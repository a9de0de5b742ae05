"""What a report says and in which order, in words: the one text that page and PDF both set.

Everything is a plain function of report.json in the reader's language, and itself plain data, so
that a template or a typesetter needs to know nothing but how things look.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from . import passages, tables
from .words import day_of, moment

Report = Mapping[str, Any]


def content(report: Report) -> dict[str, Any]:
    """The report as text, tables and drawings; counts are already set as the reader writes them."""
    day = report["day"]
    return {
        "lang": get_language() or "en",
        "dir": "rtl" if get_language_bidi() else "ltr",
        "slug": day["slug"],
        "title": day["title"],
        "eyebrow": eyebrow(day),
        "headline": capfirst(passages.headline(report)),
        "lead": passages.lead(day),
        "as_of": moment(day["as_of"]),
        "big": passages.big(report),
        "bars": _("Bars: shares of the pieces sent, as of %(time)s.")
        % {"time": moment(day["as_of"])},
        "caution": _("A removal is not proof that a referral was right."),
        "platforms": tables.answers(report, "ideology"),
        "outcomes": tables.outcomes(report),
        "agreement": passages.agreement(report),
        "votes": tables.votes(report),
        "not_referred": passages.not_referred(report),
        "settled": tables.settled(report),
        "units": tables.answers(report, "unit"),
        "chance": passages.chance(report),
        "cuts": [tables.answers(report, cut) for cut in ("platform", "kind", "language", "ground")],
        "seen": tables.seen(report),
        "times": tables.times(report),
        "rates": tables.rates(report),
        "figures": tables.figures(report),
        "limits": passages.limits(),
        "check": passages.check(report),
    }


def eyebrow(day: Report) -> str:
    """What the report is, of when, and which version."""
    parts = [_("Referral Action Day"), day_of(day["opened"] or day["as_of"]), version(day)]
    return " · ".join(parts)


def version(day: Report) -> str:
    """The version with the date it tells of, and which one it replaces."""
    facts = {"version": day["version"], "date": day_of(day["as_of"]), "old": day["supersedes"]}
    if day["supersedes"] is None:
        return _("version %(version)s of %(date)s") % facts
    return _("version %(version)s of %(date)s, replaces version %(old)s") % facts
