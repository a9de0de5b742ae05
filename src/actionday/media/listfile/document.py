"""A whole JSON document in memory: what MISP and STIX are, so their files may not be boundless."""

import json
from gettext import gettext as _
from pathlib import Path
from typing import Any

from .entry import BadRow

MOST_BYTES = 128 * 2**20


def document(path: Path) -> Any:
    """Return the document in a file; BadRow says where it is no JSON, or that it is too large."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise BadRow(
            _("%(size)d MB in one JSON document; at most %(most)d MB can be read: use csv or json")
            % {"size": size >> 20, "most": MOST_BYTES >> 20}
        )
    try:
        return json.loads(path.read_bytes())
    except json.JSONDecodeError as error:
        why = _("line %(line)d: not valid JSON (%(why)s)")
        raise BadRow(why % {"line": error.lineno, "why": error.msg}) from error
    except (RecursionError, ValueError) as error:
        raise BadRow(_("not valid JSON")) from error


def dicts(given: Any) -> list[dict[str, Any]]:
    """Return the dicts of what should be a list of them."""
    return [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []


def word(given: Any) -> str:
    """Return what should be a text; '' for anything else."""
    return given if isinstance(given, str) else ""
