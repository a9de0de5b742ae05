"""A fingerprint of a piece's media or text."""

from django.db import models

from .item import Item


class Fingerprint(models.Model):
    """One fingerprint: `type` and `value` as in actionday.media.examination.

    `forms` maps each other dihedral form's name to its value, for finding mirrored copies.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="fingerprints")
    type = models.CharField(max_length=12)
    value = models.CharField(max_length=72)
    forms = models.JSONField(default=dict)
    quality = models.PositiveSmallIntegerField(null=True)
    time_s = models.FloatField(null=True)

    class Meta:
        indexes = [models.Index(fields=["type", "value"], name="fingerprint_by_value")]

    def __str__(self) -> str:
        return f"{self.type} {self.value[:8]}"
