"""Escalations: somebody sees a threat to life, and somebody else has to take it on."""

from django.db import models

from actionday.tenancy.models import Member, Unit

from .item import Item


class Escalation(models.Model):
    """A piece that was escalated; it stands on top of the coordinator's desk until taken."""

    item = models.OneToOneField(Item, models.PROTECT, related_name="escalation")
    unit = models.ForeignKey(Unit, models.PROTECT)
    raised_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(auto_now_add=True)
    taken_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"escalation of {self.item_id}"
