"""Feedback: a member agrees or disagrees with an entry."""

from django.db import models

from actionday.tenancy.models import Member

from .entry import HashEntry


class Opinion(models.Model):
    """Whether a member holds that an entry belongs in its list; they may change it."""

    entry = models.ForeignKey(HashEntry, models.PROTECT, related_name="opinions")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "member"], name="opinion_once_a_member")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.entry_id}"
