"""A token of the API: stored hashed, shown once."""

import hashlib
import secrets
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from .member import Member
from .platform import Platform
from .unit import Unit


class Scope(models.TextChoices):
    """What a token may be used for."""

    INTAKE = "intake", _("submit finds")
    ASSESS = "assess", _("claim and assess")
    READ = "read", _("read the day")
    COORDINATE = "coordinate", _("run the day")
    HOLD = "hold", _("hold pieces, and object to holds")
    APPROVE = "approve", _("approve sending")
    PLATFORM = "platform", _("answer as the platform")
    MATCH = "match", _("match hashes against the lists")
    LISTS = "lists", _("keep the hash lists")


class Token(models.Model):
    """Acts for one member, or for a machine of a unit or of a platform."""

    digest = models.BinaryField(max_length=32, unique=True)
    label = models.CharField(max_length=120)
    member = models.ForeignKey(Member, models.CASCADE, null=True)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True)
    platform = models.ForeignKey(Platform, models.CASCADE, null=True)
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope.choices))
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="token_acts_for_one",
                condition=models.Q(
                    models.Q(member__isnull=False, unit=None, platform=None)
                    | models.Q(member=None, unit__isnull=False, platform=None)
                    | models.Q(member=None, unit=None, platform__isnull=False)
                ),
            )
        ]

    def __str__(self) -> str:
        return self.label


def digest(secret: str) -> bytes:
    """Return what is stored of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).digest()


def issue(
    label: str,
    scopes: list[Scope],
    expires_at: datetime | None = None,
    **holder: Member | Unit | Platform,
) -> str:
    """Make a token for `member=`, `unit=` or `platform=`; return its secret, which is not kept."""
    secret = "ad_" + secrets.token_urlsafe(32)
    Token.objects.create(
        label=label, scopes=scopes, digest=digest(secret), expires_at=expires_at, **holder
    )
    return secret
