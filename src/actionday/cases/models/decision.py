"""What the platform decided."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from actionday.cases.taxonomy import Outcome
from actionday.tenancy.models import Member

from .referral import Referral


class Decision(models.Model):
    """One decision on a referral; a changed decision is a further row, and the last one counts."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    terms_clause = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    automated = models.BooleanField(default=False)
    territories = ArrayField(models.CharField(max_length=2), default=list)
    member = models.ForeignKey(Member, models.PROTECT, null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.referral_id}: {self.outcome}"
