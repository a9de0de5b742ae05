"""A family: copies of one piece; why each belongs, and what people have said of that."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from actionday.cases.taxonomy import Change
from actionday.tenancy.models import Member, Unit

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
    """Why two items are held to be copies: `distance` bits apart, under a transform.

    `share` of the item's pictures are found in the other, `other_share` of the other's in it.
    `segments` is a list of `{"start_s", "end_s", "other_start_s", "other_end_s"}`: where in time.
    """

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
    other_share = models.FloatField(default=1.0)
    segments = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "other"], name="resemblance_once_a_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} ~ {self.other_id}: {self.distance}"


class Regrouping(models.Model):
    """A person took a piece out of its family (`left`), or put it to another (`into`).

    The last one of a piece that is not undone stands: matching does not overrule it.
    """

    item: "models.ForeignKey[Item, Item]" = models.ForeignKey(
        "Item", models.PROTECT, related_name="regroupings"
    )
    day = models.ForeignKey(ActionDay, models.PROTECT, related_name="+")
    change = models.CharField(max_length=8, choices=Change.choices)
    left = models.ForeignKey(Family, models.PROTECT, related_name="+")
    into = models.ForeignKey(Family, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT)
    member = models.ForeignKey(Member, models.PROTECT)
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.item_id}: {self.change}"


class Apart(models.Model):
    """Two pieces are not the same, a person has said: no match brings their families together.

    It stands from the regrouping `said_in` until one that says otherwise, `ended_in`.
    """

    item: "models.ForeignKey[Item, Item]" = models.ForeignKey(
        "Item", models.PROTECT, related_name="apart_from"
    )
    other: "models.ForeignKey[Item, Item]" = models.ForeignKey(
        "Item", models.PROTECT, related_name="+"
    )
    day = models.ForeignKey(ActionDay, models.PROTECT, related_name="+")
    said_in = models.ForeignKey(Regrouping, models.PROTECT, related_name="parted")
    ended_in = models.ForeignKey(Regrouping, models.PROTECT, null=True, related_name="rejoined")

    class Meta:
        indexes = [
            models.Index(fields=["day"], condition=models.Q(ended_in=None), name="apart_of_day"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} is not {self.other_id}"
