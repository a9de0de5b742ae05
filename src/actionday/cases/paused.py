"""Whether the coordinator has paused a unit."""

from .models import UnitPart


def pause_of(day: int, unit: int | None) -> str | None:
    """Return why the acting unit is paused, or None where it is not."""
    part = UnitPart.objects.filter(day=day, unit=unit, paused_at__isnull=False)
    return part.values_list("paused_why", flat=True).first()
