"""A piece of content on a day: one, however many units find it under however many addresses."""

import uuid

from django.db import models

from actionday.cases.taxonomy import Kind
from actionday.tenancy.models import Platform, Unit

from .day import ActionDay
from .family import Family
from .subject import new_subject


class Item(models.Model):
    """One piece. `identity` decides what "the same" is; `state` is one of `pipeline.STATES`.

    `trouble` says in words why a person has to act. `seat` is the next view that is wanted, empty
    when none is. `ideology`, `ground` and `exemption` are those of its settlement.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day = models.ForeignKey(ActionDay, models.PROTECT, related_name="items")
    subject = models.CharField(max_length=32, default=new_subject, unique=True)
    identity = models.CharField(max_length=2100)
    canonical_url = models.CharField(max_length=2100)
    unresolved = models.BooleanField(default=False)
    platform = models.ForeignKey(Platform, models.PROTECT, related_name="items")
    lead_unit = models.ForeignKey(Unit, models.PROTECT, related_name="items_led")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    language = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=16)
    trouble = models.CharField(max_length=300, blank=True)
    seat = models.CharField(max_length=8, blank=True)
    family = models.ForeignKey(Family, models.PROTECT, null=True, related_name="items")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    submitted_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    ideology = models.CharField(max_length=16, blank=True)
    ground = models.JSONField(default=list)
    exemption = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "identity"],
                condition=models.Q(merged_into=None),
                name="item_once_a_day",
            )
        ]
        indexes = [
            models.Index(fields=["day", "state", "submitted_at"], name="item_by_state"),
            models.Index(
                fields=["day", "submitted_at"],
                condition=~models.Q(seat=""),
                name="item_wanting_a_view",
            ),
        ]

    def __str__(self) -> str:
        return self.canonical_url
