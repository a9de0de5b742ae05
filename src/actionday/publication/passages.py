"""The sentences of a report."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import charts, funnel
from .places import is_country
from .words import counted, day_of, decimal, listed, named, number, place, share

Report = Mapping[str, Any]


def countries(day: Report) -> str:
    """`eleven countries`: the units of countries; other bodies are not counted among them."""
    n = sum(1 for unit in day["units"] if is_country(unit))
    return ngettext("%(n)s country", "%(n)s countries", n) % {"n": counted(n)}


def headline(report: Report) -> str:
    """The one sentence to quote."""
    n = report["figures"]["referred"]
    text = ngettext(
        "%(countries)s referred %(n)s piece of suspected terrorist content",
        "%(countries)s referred %(n)s pieces of suspected terrorist content",
        n,
    )
    return text % {"countries": countries(report["day"]), "n": counted(n)}


def lead(day: Report) -> str:
    """Who coordinated, who started it, what was looked for, and who decided."""
    n = len(day["platforms"])
    facts = {
        "countries": countries(day),
        "coordinator": place(day["coordinator"]),
        "initiators": listed([place(unit) for unit in day["initiators"]]),
        "title": day["title"],
        "platforms": ngettext("%(n)s platform", "%(n)s platforms", n) % {"n": counted(n)},
    }
    text = ngettext(
        "Units of %(countries)s, coordinated by %(coordinator)s and started by %(initiators)s, "
        "looked for such content on %(platforms)s under the heading “%(title)s”. The platform "
        "reviewed each piece against its own terms and decided.",
        "Units of %(countries)s, coordinated by %(coordinator)s and started by %(initiators)s, "
        "looked for such content on %(platforms)s under the heading “%(title)s”. The platforms "
        "reviewed each piece against their own terms and decided.",
        n,
    )
    return text % facts


def big(report: Report) -> list[dict[str, str]]:
    """The four figures to remember, each with what it leaves out."""
    f = {name: number(n) for name, n in report["figures"].items()}
    f["still"] = number(report["figures"]["upheld"] - report["figures"]["seen_gone"])
    f["date"] = day_of(report["day"]["as_of"], "j F")
    return [
        {
            "number": f["assessed"],
            "name": _("pieces assessed"),
            "without": _("of %(items)s found; %(duplicates)s more finds were repeats") % f,
        },
        {
            "number": f["referred"],
            "name": _("referred"),
            "without": _("%(not_referred)s were not, %(exempt)s of them exempt") % f,
        },
        {
            "number": f["upheld"],
            "name": _("upheld by the platforms"),
            "without": _(
                "of %(sent)s sent; %(rejected)s left up, %(unknown)s without a clear answer"
            )
            % f,
        },
        {
            "number": f["seen_gone"],
            "name": _("seen gone by %(date)s") % f,
            "without": _("%(still)s upheld, but not seen gone from here") % f,
        },
    ]


def agreement(report: Report) -> list[str]:
    """How sure the assessors were, and what came back."""
    a, f = report["agreement"], report["figures"]
    sign = "\N{GREEK SMALL LETTER ALPHA}"
    facts: dict[str, Any] = a | {
        "same": number(a["table"]["refer_refer"] + a["table"]["not_not"]),
        "sign": sign,
        "n": number(a["n"]),
    }
    if a["n"] == 0:
        first = _("No family of copies was judged by two people yet.")
    elif a["alpha"] is None:
        first = _(
            "Two people judged each family of copies; neither could see what the other said. "
            "They agreed in %(same)s of %(n)s; all verdicts were the same: %(sign)s is undefined."
        )
    else:
        facts |= {name: decimal(a[name]) for name in ("low", "high")}
        facts["alpha"] = f"{sign}\N{NO-BREAK SPACE}{decimal(a['alpha'])}"
        first = _(
            "Two people judged each family of copies; neither could see what the other said. "
            "They agreed in %(same)s of %(n)s (%(alpha)s, %(low)s to %(high)s)."
        )
    return [first % facts, afterwards(f)]


def afterwards(f: Mapping[str, int]) -> str:
    """Complaints, pieces put back, referrals taken back."""
    came = ngettext("%(n)s complaint came", "%(n)s complaints came", f["complaints"])
    back = ngettext("%(n)s piece was put back", "%(n)s pieces were put back", f["reinstated"])
    taken = ngettext(
        "%(n)s referral was withdrawn", "%(n)s referrals were withdrawn", f["withdrawn"]
    )
    parts = [
        text % {"n": counted(n)}
        for text, n in ((came, f["complaints"]), (back, f["reinstated"]), (taken, f["withdrawn"]))
    ]
    return capfirst(_("%(came)s, %(back)s, and %(taken)s.") % dict(zip(PARTS, parts, strict=True)))


PARTS = ("came", "back", "taken")


def not_referred(report: Report) -> list[str]:
    """What was found and deliberately not referred."""
    f = report["figures"]
    facts = {name: number(n) for name, n in f.items()} | {
        "open": number(f["items"] - f["assessed"])
    }
    told = [
        _(
            "Of %(assessed)s assessed pieces, %(not_referred)s were not referred. The true purpose "
            "of %(exempt)s of these was education, journalism, art, research, countering terrorism "
            "or public debate."
        )
    ]
    if f["undecided"]:
        told.append(_("On %(undecided)s the assessors could not settle; these were not referred."))
    if f["escalated"]:
        told.append(_("%(escalated)s were passed on at once, for example for a threat to life."))
    if f["items"] > f["assessed"]:
        told.append(_("%(open)s of %(items)s pieces were not assessed."))
    return [sentence % facts for sentence in told]


def chance(report: Report) -> dict[str, str] | None:
    """Whether units differ by more than chance, as text and drawing; None with too few to say."""
    overall, groups = funnel.left_up(report["by"]["unit"])
    if len(groups) < 3 or not 0 < overall < 1:
        return None
    kept = sum(group.part for group in groups)
    text = _outliers([group for group in groups if group.outside])
    label = _("Share of pieces left up by unit against the number of pieces. %(text)s")
    return {
        "text": text,
        "svg": charts.funnel(overall, groups, label % {"text": text}),
        "caption": _(
            "Each dot is a unit: the share of its pieces that platforms left up, against how many "
            "were upheld or left up. Line: all units (%(part)s of %(whole)s, %(share)s). Within "
            "the dotted and the dashed curves 95 and 99.8 in 100 units would lie by chance alone."
        )
        % {
            "part": number(kept),
            "whole": number(sum(group.whole for group in groups)),
            "share": share(kept, sum(group.whole for group in groups)),
        },
    }


def _outliers(outside: list[funnel.Group]) -> str:
    if not outside:
        return _("For no unit were pieces left up more or less often than chance would explain.")
    each = [
        _("%(unit)s (%(part)s of %(whole)s left up)")
        % {"unit": named("unit", g.value), "part": number(g.part), "whole": number(g.whole)}
        for g in outside
    ]
    return _("Outside of what chance would explain: %(units)s. Look before judging.") % {
        "units": listed(each)
    }


def limits() -> list[str]:
    """What the figures do not say."""
    return [
        _(
            "What was missed: only what units found is counted. Nobody knows how much there is, so "
            "no figure here is a share of all such content."
        ),
        _(
            "Whether a referral was right: a platform decides by its own terms, not by law, and a "
            "removal is no finding of a court."
        ),
        _(
            "How dangerous a piece was, or how many people saw it: one piece is one address or one "
            "file, whatever its reach."
        ),
        _(
            "Who is better: units look for different things in different languages, so their "
            "shares differ for reasons that no table shows."
        ),
        _(
            "That a piece is gone everywhere: it was looked at from one place, at one time. Copies "
            "may be up elsewhere."
        ),
    ]


def check(report: Report) -> dict[str, str]:
    """How a reader recomputes everything."""
    ledger = report["ledger"]
    root = ledger["root"]
    return {
        "text": _(
            "Every number here can be recomputed from the log of the day, without asking us."
        ),
        "command": f"actionday-verify {report['day']['slug']}/",
        "size": _("%(size)s entries") % {"size": number(ledger["size"])},
        "short": _("root %(root)s") % {"root": f"{root[:4]}…{root[-4:]}"},
        "root": root,
    }
