"""How far an index has followed the changes, as one number that names the change itself.

A change's number alone would not do: a database that is set back to a backup gives the same numbers
to other changes. The microseconds at which it was made tell the two apart.
"""

from .models import ListChange

BITS = 20
NOTHING = 0
"""The mark of a house in which no list was ever changed."""


def mark_of(change: ListChange) -> int:
    """Return the mark of a change."""
    return change.number << BITS | change.at.microsecond


def number_of(mark: int) -> int:
    """Return the number of the change that a mark names."""
    return mark >> BITS


def latest_mark() -> int:
    """Return the mark of the last change."""
    last = ListChange.objects.order_by("-number").first()
    return mark_of(last) if last else NOTHING


def mark_at(number: int) -> int:
    """Return the mark of the change with this number."""
    return mark_of(ListChange.objects.get(number=number))


def is_known(mark: int) -> bool:
    """Say whether this database has made that change."""
    change = ListChange.objects.filter(number=number_of(mark)).first()
    return mark == (mark_of(change) if change else NOTHING)
