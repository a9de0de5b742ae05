"""Holds and conflicts: an ongoing investigation must not be burnt, and who disagrees says so."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from actionday.cases.taxonomy import Wish
from actionday.tenancy.models import Member, Unit

from .day import ActionDay
from .item import Item


class Hold(models.Model):
    """A unit asks that a piece and its copies be left alone until `until`.

    `reason` is seen by the unit and the day's coordinator alone. It ends when it is lifted, or by
    itself at `until`; `ended_at` is when its end was noted in the restricted log.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="holds")
    unit = models.ForeignKey(Unit, models.PROTECT)
    member = models.ForeignKey(Member, models.PROTECT)
    reason = models.TextField(_("reason"))
    made_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "unit"],
                condition=models.Q(ended_at=None),
                name="hold_once_a_unit",
            )
        ]
        indexes = [
            models.Index(
                fields=["until"], condition=models.Q(ended_at=None), name="hold_in_force_until"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} holds {self.item_id}"


class Conflict(models.Model):
    """Units want different things of one piece; somebody who did not find it settles it in time."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="conflicts")
    day = models.ForeignKey(ActionDay, models.PROTECT, related_name="conflicts")
    opened_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Wish.choices, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(settled_at=None), name="conflict_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"conflict over {self.item_id}"


class ConflictSide(models.Model):
    """What one unit wants of the piece, and why."""

    conflict = models.ForeignKey(Conflict, models.CASCADE, related_name="sides")
    unit = models.ForeignKey(Unit, models.PROTECT)
    member = models.ForeignKey(Member, models.PROTECT)
    wants = models.CharField(max_length=8, choices=Wish.choices)
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conflict", "unit"], name="side_once_a_unit")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} wants {self.wants}"
