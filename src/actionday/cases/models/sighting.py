"""A unit's find of a piece."""

from django.db import models

from actionday.tenancy.models import Member, Unit

from .item import Item


class Sighting(models.Model):
    """A unit found an item; `times` counts how often it submitted it, `url` is as first given."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="sightings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sightings")
    member = models.ForeignKey(Member, models.PROTECT, null=True)
    url = models.CharField(max_length=2048)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "item"], name="sighting_once_a_unit"),
        ]

    def __str__(self) -> str:
        return self.url
