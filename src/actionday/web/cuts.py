"""The cuts of the board: by kind, ideology, language, stage or platform; one is shown at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionday.cases.taxonomy import Ideology, Kind
from actionday.pipeline import STATES

from .standing import CUTS, CutRow, Standing

SHOWN = 8
TITLES = {
    "kind": gettext_lazy("Kind"),
    "ideology": gettext_lazy("Ideology"),
    "language": gettext_lazy("Language"),
    "stage": gettext_lazy("Stage"),
    "platform": gettext_lazy("Platform"),
}
ORDER = list(STATES)


@dataclass(frozen=True, slots=True)
class Tab:
    """One cut that can be chosen; `key` is on the one that comes next."""

    name: str
    title: str
    chosen: bool
    key: str


def cut(standing: Standing, by: str) -> dict[str, Any]:
    """Return the rows of the cut that the address names, and the tabs."""
    by = by if by in CUTS else CUTS[0]
    following = CUTS[(CUTS.index(by) + 1) % len(CUTS)]
    rows = standing.cuts.get(by, [])
    if by == "stage":
        rows = sorted(rows, key=lambda row: ORDER.index(row.value))
    return {
        "by": by,
        "by_query": f"?by={by}" if by != CUTS[0] else "",
        "by_title": TITLES[by],
        "tabs": [
            Tab(name, str(TITLES[name]), name == by, "B" if name == following else "")
            for name in CUTS
        ],
        "cut_rows": [(word(by, row), row) for row in rows[:SHOWN]],
        "more_rows": max(0, len(rows) - SHOWN),
    }


def word(by: str, row: CutRow) -> str:
    """Return how a row is called."""
    words: dict[str, Callable[[str], str]] = {
        "kind": lambda value: str(Kind(value).label),
        "ideology": lambda value: str(Ideology(value).label) if value else _("not assessed yet"),
        "language": lambda value: value or _("not known"),
        "stage": lambda value: str(STATES.get(value, value)),
    }
    return words.get(by, str)(row.value)
