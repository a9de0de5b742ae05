"""A member: one person in one organisation."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from .platform import Platform
from .unit import Unit


class Role(models.TextChoices):
    """What a member may do; FIELD's roles."""

    COORDINATOR = "coordinator", _("coordinator")
    UNIT_LEAD = "unit_lead", _("unit lead")
    INVESTIGATOR = "investigator", _("investigator")
    LEGAL_REVIEWER = "legal_reviewer", _("legal reviewer")
    PLATFORM_LEAD = "platform_lead", _("platform lead")
    PLATFORM_REVIEWER = "platform_reviewer", _("platform reviewer")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")


UNIT_ROLES = [Role.COORDINATOR, Role.UNIT_LEAD, Role.INVESTIGATOR, Role.LEGAL_REVIEWER]
PLATFORM_ROLES = [Role.PLATFORM_LEAD, Role.PLATFORM_REVIEWER]


class Members(BaseUserManager["Member"]):
    """Makes members."""

    def create_member(self, email: str, password: str | None = None, **facts: Any) -> "Member":
        """Save a new member; without a password nobody can sign in as them."""
        member = self.model(email=self.normalize_email(email), **facts)
        member.set_password(password)
        member.save()
        return member


class Member(AbstractBaseUser):
    """One person in one organisation: a unit, a platform, or (auditor, administrator) neither."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="members")
    platform = models.ForeignKey(Platform, models.PROTECT, null=True, related_name="members")
    roles = ArrayField(models.CharField(max_length=20, choices=Role.choices), default=list)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[Members] = Members()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="member_one_organisation",
                condition=models.Q(unit=None) | models.Q(platform=None),
            ),
            models.CheckConstraint(
                name="member_roles_of_organisation",
                condition=(models.Q(unit__isnull=False) | ~models.Q(roles__overlap=UNIT_ROLES))
                & (models.Q(platform__isnull=False) | ~models.Q(roles__overlap=PLATFORM_ROLES)),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def has_role(self, *roles: Role) -> bool:
        """Say whether the member has one of these roles."""
        return any(role in self.roles for role in roles)
