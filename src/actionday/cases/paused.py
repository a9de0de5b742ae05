"""What the coordinator has paused: a unit, or the sending to a platform."""

from actionday.tenancy.acting import as_the_program

from .models import PlatformPart, UnitPart


def pause_of(day: int, unit: int | None) -> str | None:
    """Return why a unit is paused, or None where it is not."""
    part = UnitPart.objects.filter(day=day, unit=unit, paused_at__isnull=False)
    with as_the_program():
        return part.values_list("paused_why", flat=True).first()


def holds_back(day: int, unit: int, platform: int) -> bool:
    """Say whether nothing is sent now for this unit, or to this platform."""
    with as_the_program():
        to = PlatformPart.objects.filter(day=day, platform=platform, paused_at__isnull=False)
        return pause_of(day, unit) is not None or to.exists()
