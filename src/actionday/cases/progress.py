"""How a day stands, in numbers: one query a table, for boards and scripts."""

from django.db.models import Count, Sum
from procrastinate.contrib.django.models import ProcrastinateJob

from .models import ActionDay, AvailabilityCheck, Capture, Family, Item, Sighting


def counts(day: ActionDay) -> dict[str, int]:
    """Return the day's counts; all but `submissions`, `families` and `jobs` count pieces."""
    items = Item.objects.filter(day=day, merged_into=None)
    by_state = dict(items.values_list("state").annotate(Count("pk")))
    submissions = Sighting.objects.filter(item__day=day).aggregate(n=Sum("times"))["n"] or 0
    total = sum(by_state.values())
    sent = by_state.get("sent", 0) + by_state.get("decided", 0)
    return {
        "submissions": submissions,
        "items": total,
        "duplicates": submissions - total,
        "captured": Capture.objects.filter(item__in=items).count(),
        "uncaptured": by_state.get("uncaptured", 0),
        "families": Family.objects.filter(day=day, merged_into=None).count(),
        "assessed": items.exclude(settled_at=None).count(),
        "waiting": items.exclude(seat="").count(),
        "referred": sent + by_state.get("referred", 0),
        "not_referred": by_state.get("not_referred", 0),
        "undecided": by_state.get("undecided", 0),
        "sent": sent,
        "decided": by_state.get("decided", 0),
        "checked": AvailabilityCheck.objects.filter(item__in=items)
        .values("item")
        .distinct()
        .count(),
        "jobs": ProcrastinateJob.objects.filter(status__in=["todo", "doing"]).count(),
    }
