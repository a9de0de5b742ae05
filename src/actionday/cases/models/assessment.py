"""Claims and assessments: four eyes, the second blind."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from actionday.cases.taxonomy import Ground, Ideology, Purpose, Seat, Verdict
from actionday.tenancy.models import Member, Unit

from .item import Item


class Claim(models.Model):
    """A piece leased to one person for one seat, until `expires_at`."""

    item = models.OneToOneField(Item, models.CASCADE, related_name="claim")
    seat = models.CharField(max_length=8, choices=Seat.choices)
    member = models.ForeignKey(Member, models.CASCADE)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.item_id} {self.seat}"


class Assessment(models.Model):
    """One person's view of one piece; each person has one view of a piece, each seat one person."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="assessments")
    seat = models.CharField(max_length=8, choices=Seat.choices)
    member = models.ForeignKey(Member, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT)
    verdict = models.CharField(_("verdict"), max_length=12, choices=Verdict.choices)
    grounds = ArrayField(models.CharField(max_length=16, choices=Ground.choices), default=list)
    ideology = models.CharField(max_length=16, choices=Ideology.choices)
    refers_to = ArrayField(models.CharField(max_length=200), default=list)
    terms_clause = models.CharField(max_length=20, blank=True)
    purpose_claimed = models.CharField(max_length=20, choices=Purpose.choices)
    purpose_true = models.CharField(max_length=20, choices=Purpose.choices)
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "seat"], name="assessment_once_a_seat"),
            models.UniqueConstraint(fields=["item", "member"], name="assessment_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.seat}: {self.verdict}"
