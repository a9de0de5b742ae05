"""MISP events as JSON: the links among their attributes, also those in objects."""

import json
from collections import Counter
from gettext import gettext as _
from typing import Any

from actionday.media.listfile.document import dicts
from actionday.media.listfile.misp import attributes_of, events_of

from .table import BadTable, LeftOut, Table, require_few

TYPES = ("url", "link", "uri")
MOST_PARTS = 500_000


def read_misp(text: str, facts: list[str]) -> Table:
    """Return the links as a table of url and note; the row is the attribute's place in the file."""
    if text.count("{") + text.count("[") > MOST_PARTS:
        raise BadTable(_("The JSON has too many parts to be read at once: split it."))
    try:
        events = list(events_of(json.loads(text)))
    except json.JSONDecodeError as error:
        raise BadTable(
            _("Line %(line)d: not valid JSON (%(why)s).") % {"line": error.lineno, "why": error.msg}
        ) from error
    except (RecursionError, ValueError) as error:
        raise BadTable(_("The JSON cannot be read: it is nested too deep.")) from error
    if not events:
        raise BadTable(_("There is no MISP event in this JSON."))
    return table_of(events, facts)


def table_of(events: list[dict[str, Any]], facts: list[str]) -> Table:
    """Return the table; what is no link is counted by its type."""
    table = Table("misp", ["url", "note"], [], facts)
    passed: Counter[str] = Counter()
    number = 0
    for event in events:
        for attribute in attributes_of(event):
            number += 1
            kind, value = str(attribute.get("type", "")), attribute.get("value")
            if kind in TYPES and isinstance(value, str) and not attribute.get("deleted"):
                table.rows.append((number, [value.strip(), note_of(event, attribute)]))
            else:
                passed[kind[:40] or "?"] += 1
    require_few(len(table.rows))
    table.facts.append(_("%(n)d events") % {"n": len(events)})
    table.left_out = [
        LeftOut(0, kind, _("%(n)d attributes of this type") % {"n": n})
        for kind, n in sorted(passed.items())
    ]
    return table


def note_of(event: dict[str, Any], attribute: dict[str, Any]) -> str:
    """Return the comment, how far it may be shared, and the event that it comes from."""
    shared = tlp_of(attribute) or tlp_of(event)
    info = event.get("info")
    parts = [attribute.get("comment"), shared, f"MISP: {info}" if isinstance(info, str) else ""]
    return " · ".join(part.strip() for part in parts if isinstance(part, str) and part.strip())


def tlp_of(part: dict[str, Any]) -> str:
    """Return the TLP label of an event or attribute in capitals, as it is usually written."""
    names = [str(tag.get("name", "")) for tag in dicts(part.get("Tag"))]
    return ", ".join(name.upper()[:40] for name in names if name.lower().startswith("tlp:"))
