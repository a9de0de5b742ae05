"""An auditor's look at a piece: allowed with a reason, which is itself logged."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from actionday.tenancy.models import Member

from .item import Item


class Consultation(models.Model):
    """An auditor may read one piece until `until`; `reason` stands in the restricted log."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="consultations")
    member = models.ForeignKey(Member, models.PROTECT)
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.member_id} consults {self.item_id}"
