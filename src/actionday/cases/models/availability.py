"""What was seen at the address after a referral."""

from django.db import models

from actionday.cases.taxonomy import Observation

from .item import Item


class AvailabilityCheck(models.Model):
    """One look at an item's address; kept apart from what the platform says."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="checks")
    observation = models.CharField(max_length=20, choices=Observation.choices)
    detail = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.observation}"
