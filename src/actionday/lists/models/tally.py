"""How many pieces an entry has matched on a day, for the cap."""

from django.db import models

from .entry import HashEntry


class Tally(models.Model):
    """The pieces that one entry has matched on one date (UTC)."""

    entry = models.ForeignKey(HashEntry, models.PROTECT, related_name="tallies")
    date = models.DateField()
    pieces = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "date"], name="tally_once_a_day")]

    def __str__(self) -> str:
        return f"{self.pieces} on {self.date}"
