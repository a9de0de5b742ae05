"""Who takes part in a day, and what the day's log says of that."""

from django.db.models import QuerySet

from actionday.tenancy.models import Platform, Unit

from .models import ActionDay, Terms
from .taxonomy import DayState


def units_of(day: ActionDay) -> QuerySet[Unit]:
    """Return the units that take part: those that have accepted."""
    return Unit.objects.filter(parts__day=day, parts__accepted_at__isnull=False)


def platforms_of(day: ActionDay) -> QuerySet[Platform]:
    """Return the platforms that take part: their terms are known, and they have not declined.

    A referral is voluntary on both sides, so it reaches a platform that has not answered yet.
    """
    with_terms = Terms.objects.filter(day=day).values("platform")
    invited = Platform.objects.filter(parts__day=day, parts__declined_at=None)
    return invited.filter(pk__in=with_terms)


def facts(day: ActionDay) -> dict[str, object]:
    """Return what the report says of the day itself."""
    platforms = sorted(platforms_of(day).values_list("slug", flat=True))
    terms = day.terms.filter(platform__slug__in=platforms).select_related("platform")
    return {
        "slug": day.slug,
        "title": day.title,
        "coordinator": day.coordinator.code,
        "initiators": sorted(day.initiators.values_list("code", flat=True)),
        "units": sorted(units_of(day).values_list("code", flat=True)),
        "platforms": platforms,
        "terms": [
            {"platform": each.platform.slug, "sha256": each.sha256}
            for each in terms.order_by("platform__slug")
        ],
    }


def log_of_parts(day: ActionDay) -> int | None:
    """Return the log that tells of planning: the day's own begins with its opening."""
    return day.restricted_log_id if day.state == DayState.PLANNED else day.log_id
