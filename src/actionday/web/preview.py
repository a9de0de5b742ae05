"""What a file holds, told before anything is submitted: counts, first rows, what is wrong where."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext_lazy as _

from actionday.cases.find import Wrong
from actionday.cases.models import ActionDay
from actionday.cases.offered import BATCH, Offered, offered
from actionday.edge.tables import FIELDS, Table
from actionday.stages import intake

ROWS_SHOWN, WRONG_SHOWN, CELL_SHOWN = 8, 200, 80
LABELS = {
    "url": _("Link"),
    "kind": _("Kind"),
    "language": _("Language"),
    "note": _("Note"),
}


def preview(day: ActionDay, table: Table, columns: dict[str, int]) -> dict[str, Any]:
    """Return what the page of an upload shows of it."""
    rows = offered(table, columns) if "url" in columns else []
    judged = [(row, row.wrong or judged_wrong) for row, judged_wrong in by_stage(day, rows)]
    good = [row for row, wrong in judged if not wrong]
    faults = [(row.row, each) for row, wrong in judged for each in wrong]
    urls = Counter(row.find.url for row in good)
    return {
        "fields": fields(table, columns),
        "has_links": "url" in columns,
        "total": len(table.rows),
        "good": len(good),
        "twice": urls.total() - len(urls),
        "bad": len(rows) - len(good),
        "faults": [told(number, wrong) for number, wrong in faults[:WRONG_SHOWN]],
        "more_faults": max(0, len(faults) - WRONG_SHOWN),
        "heads": heads(table, columns),
        "first": [
            (number, [cut(cells, at) for at in range(len(table.header))])
            for number, cells in table.rows[:ROWS_SHOWN]
        ],
        "parts": -(-sum(1 for row in rows if not row.wrong) // BATCH),
    }


def by_stage(day: ActionDay, rows: list[Offered]) -> list[tuple[Offered, list[Wrong]]]:
    """Return each row with what intake would refuse it for."""
    prepared = intake.prepare(day.slug, [row.find for row in rows]).rows
    intake.assign_platforms(day, prepared)
    return [
        (row, [Wrong("url", each.error)] if each.error else [])
        for row, each in zip(rows, prepared, strict=True)
    ]


def fields(table: Table, columns: dict[str, int]) -> list[dict[str, Any]]:
    """Return what can be chosen for each field: any column, or none."""
    options = [(at, head or f"({at + 1})") for at, head in enumerate(table.header)]
    return [
        {"name": name, "label": LABELS[name], "options": options, "chosen": columns.get(name)}
        for name in FIELDS
    ]


def heads(table: Table, columns: dict[str, int]) -> list[tuple[str, Any]]:
    """Return the header, each column with the field that it is taken for."""
    fields = {at: LABELS[name] for name, at in columns.items()}
    return [(head[:CELL_SHOWN], fields.get(at, "")) for at, head in enumerate(table.header)]


def told(number: int, wrong: Wrong) -> dict[str, Any]:
    """Return one fault as the page shows it."""
    return {"row": number, "field": LABELS.get(wrong.field, ""), "why": wrong.why}


def cut(cells: list[str], at: int) -> str:
    """Return a cell, short enough for the preview."""
    text = cells[at] if at < len(cells) else ""
    return text if len(text) <= CELL_SHOWN else f"{text[:CELL_SHOWN]}…"
