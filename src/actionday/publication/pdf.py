"""Sets the report as a PDF that can be archived and read aloud: PDF/A-3a and PDF/UA-1.

The same text, tables and drawings as the page, with fonts of our own, so that it comes out the same
on every machine; report.json travels inside as an attachment.
"""

import json
from datetime import datetime
from pathlib import Path

import typst
from django.utils.translation import gettext as _

from .content import Report, content

HERE = Path(__file__).parent


def pdf(report: Report, report_json: str) -> bytes:
    """The report as a PDF with `report_json` attached, dated by the last entry of the ledger."""
    said = content(report)
    made = datetime.fromisoformat(report["day"]["as_of"])
    date = {"year": made.year, "month": made.month, "day": made.day}
    inputs = {"content": json.dumps(said | words() | {"date": date}), "report": report_json}
    return typst.compile(
        str(HERE / "report.typ"),
        format="pdf",
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
        sys_inputs=inputs,
        pdf_standards=["a-3a", "ua-1"],
        timestamp=int(made.timestamp()),
    )


def words() -> dict[str, dict[str, str]]:
    """The headings, which the page has in its template."""
    return {
        "words": {
            "platforms": _("What the platforms did"),
            "agreement": _("How sure the assessors were"),
            "check": _("Check it yourself"),
            "not": _("What was found and not referred"),
            "seen": _("Removal claimed, removal seen"),
            "times": _("How long it took"),
            "units": _("Who found it"),
            "first": _(
                "Each piece counts at the unit that found it first. Units look for different "
                "things in different languages, so this is no ranking."
            ),
            "chance": _("Do units differ by more than chance?"),
            "cuts": _("What was found, and where"),
            "limits": _("What these figures do not say"),
            "rates": _("Every share, with its counts"),
            "figures": _("Every figure, and what it counts"),
            "page": _("page"),
            "author": _("The coordinator of the day"),
            "attached": _("The figures of this report for machines"),
        }
    }
