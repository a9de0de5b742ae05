"""Packets and referrals: what is sent to a platform."""

import secrets
import uuid

from django.db import models

from actionday.cases.taxonomy import Instrument
from actionday.tenancy.models import Platform, Unit

from .day import ActionDay
from .item import Item


def packet_id() -> str:
    """Return a packet's id: 16 random bytes in hex."""
    return secrets.token_hex(16)


class Packet(models.Model):
    """One sending: a piece, or the copies of a family, of one unit to one platform."""

    id = models.CharField(primary_key=True, max_length=32, default=packet_id)
    day = models.ForeignKey(ActionDay, models.PROTECT, related_name="packets")
    unit = models.ForeignKey(Unit, models.PROTECT)
    platform = models.ForeignKey(Platform, models.PROTECT)
    instrument = models.CharField(max_length=16, choices=Instrument.choices)
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.id


class Referral(models.Model):
    """One piece, referred once. `state` is sent, acknowledged, decided or withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.OneToOneField(Item, models.PROTECT, related_name="referral")
    packet = models.ForeignKey(Packet, models.PROTECT, related_name="referrals")
    platform = models.ForeignKey(Platform, models.PROTECT, related_name="referrals")
    terms_clause = models.CharField(max_length=20, blank=True)
    reason = models.TextField()
    state = models.CharField(max_length=12, default="sent")
    acknowledged_at = models.DateTimeField(null=True)
    preserved = models.BooleanField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["platform", "state", "id"], name="referral_inbox"),
        ]

    def __str__(self) -> str:
        return str(self.id)
