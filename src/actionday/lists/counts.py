"""How many entries a list has, in which state, and those that a person should look at."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q

from .following import VALID
from .models import HashList
from .naming import HOUSE
from .opinions import opinions_of

STATES = {
    "entries": Count("pk"),
    "valid": Count("pk", filter=VALID),
    "withdrawn": Count("pk", filter=Q(withdrawn_at__isnull=False)),
    "suspended": Count("pk", filter=Q(suspended_at__isnull=False, withdrawn_at=None)),
}


def overviews(only: int | None = None) -> Iterator[dict[str, Any]]:
    """Yield a line a list (or for one list, by its id): what it is, and its counts by type."""
    lists = HashList.objects.select_related("unit", "platform").order_by("name", "pk")
    for each in lists.filter(pk=only) if only else lists:
        rows = each.entries.order_by("type").values_list("type").annotate(**STATES)
        by_type = {kind: dict(zip(STATES, counts, strict=True)) for kind, *counts in rows}
        total = {name: sum(row[name] for row in by_type.values()) for name in STATES}
        yield {
            "name": each.name, "owner": each.owner or HOUSE, "kind": each.kind, "tlp": each.tlp,
            "source": each.source, "licence": each.licence, "cap": each.cap, **total,
            "types": by_type,
        }  # fmt: skip


def to_look_at(of: HashList) -> Iterator[dict[str, Any]]:
    """Yield a line for each entry that is suspended, or that somebody disagrees with."""
    disputed = Q(opinions__agrees=False)
    entries = of.entries.filter(Q(suspended_at__isnull=False) | disputed).distinct().order_by("pk")
    opinions = opinions_of(list(entries.values_list("pk", flat=True)))
    for each in entries:
        line: dict[str, Any] = {"type": each.type, "value": each.value, "label": each.label}
        if each.suspended_at:
            line["suspended"] = each.suspended_at.isoformat()
        if each.withdrawn_at:
            line["withdrawn"] = each.withdrawn_at.isoformat()
        if told := opinions.get(each.pk):
            line |= {"agree": told.agree, "disagree": told.disagree}
        yield line
