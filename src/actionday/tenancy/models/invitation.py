"""An invitation by link: single use, expiring, stored hashed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from .member import Member, Role
from .platform import Platform
from .unit import Unit


class Invitation(models.Model):
    """Lets one person become a member of a unit or platform, or (with neither) of the house."""

    digest = models.BinaryField(max_length=32, unique=True)
    email = models.EmailField(_("e-mail"))
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True)
    platform = models.ForeignKey(Platform, models.CASCADE, null=True, blank=True)
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices), default=list)
    invited_by = models.ForeignKey(Member, models.CASCADE, null=True, related_name="invitations")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.OneToOneField(
        Member, models.SET_NULL, null=True, related_name="came_by_invitation"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_one_organisation",
                condition=models.Q(unit=None) | models.Q(platform=None),
            )
        ]

    def __str__(self) -> str:
        return self.email
