"""Reads one field of a ledger line, which may be disclosed, withheld or absent."""

from collections.abc import Mapping
from gettext import gettext as _
from typing import Any

NONE = "none"
"""The value of a facet that no entry gives, or gives as null."""

UNDISCLOSED = "undisclosed"
"""The value of a facet whose entry withholds it."""

Fields = Mapping[str, Mapping[str, Any]]
"""The `fields` of a line: `{name: {"salt", "value"} | {"digest"}}`."""


def kept(fields: Fields, name: str) -> Any:
    """The value of a field that is never withheld; `ValueError` if it is absent or withheld."""
    given = fields.get(name)
    if given is None or "value" not in given:
        raise ValueError(_("the field %(name)s is missing or withheld") % {"name": name})
    return given["value"]


def kept_of(fields: Fields, name: str, allowed: frozenset[str]) -> str:
    """A kept field whose value is one of `allowed`; `ValueError` if it is anything else."""
    value = kept(fields, name)
    if value not in allowed:
        refusal = {"name": name, "value": value}
        raise ValueError(_("the field %(name)s has the unknown value %(value)s") % refusal)
    return str(value)


def facet(fields: Fields, name: str) -> Any:
    """The value of a facet: what the line says, `undisclosed`, or None if absent or null."""
    given = fields.get(name)
    if given is None:
        return None
    return given.get("value", UNDISCLOSED)
