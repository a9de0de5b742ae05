"""A family: copies of one piece; and why each belongs."""

from typing import TYPE_CHECKING

from django.db import models

from .day import ActionDay
from .subject import new_subject

if TYPE_CHECKING:
    from .item import Item


class Family(models.Model):
    """Pieces that resemble each other; a family that was joined to another keeps only its name."""

    day = models.ForeignKey(ActionDay, models.PROTECT, related_name="families")
    subject = models.CharField(max_length=32, default=new_subject, unique=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True)

    def __str__(self) -> str:
        return self.subject


class Resemblance(models.Model):
    """Why two items are held to be copies: `distance` bits apart, under a transform."""

    item: "models.ForeignKey[Item, Item]" = models.ForeignKey(
        "Item", models.PROTECT, related_name="resembles"
    )
    other: "models.ForeignKey[Item, Item]" = models.ForeignKey(
        "Item", models.PROTECT, related_name="resembled_by"
    )
    type = models.CharField(max_length=12)
    distance = models.PositiveSmallIntegerField()
    transform = models.CharField(max_length=12, default="none")
    share = models.FloatField(default=1.0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "other"], name="resemblance_once_a_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} ~ {self.other_id}: {self.distance}"
