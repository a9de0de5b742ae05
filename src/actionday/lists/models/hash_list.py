"""A named list of fingerprints, of a unit, of a platform, or of the house."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from actionday.tenancy.models import Platform, Unit


class Kind(models.TextChoices):
    """What a list is for."""

    MATCH = "match", _("match this")
    NEVER = "never", _("never match this")


class Sharing(models.TextChoices):
    """How far a list or entry may be shared: the labels of TLP 2.0 (`media.listfile.TLP`)."""

    CLEAR = "clear", "TLP:CLEAR"
    GREEN = "green", "TLP:GREEN"
    AMBER = "amber", "TLP:AMBER"
    AMBER_STRICT = "amber+strict", "TLP:AMBER+STRICT"
    RED = "red", "TLP:RED"


class HashList(models.Model):
    """A list has one owner: a unit, a platform, or (neither) the house, which shares by the label.

    `kind` never changes: who follows the entries would not see it. `cap` is how many pieces a day
    one entry may match before it is suspended; None is no limit.
    """

    name = models.CharField(
        max_length=80, validators=[RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9._-]*\Z")]
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="hash_lists")
    platform = models.ForeignKey(Platform, models.PROTECT, null=True, related_name="hash_lists")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.MATCH)
    source = models.CharField(max_length=200, blank=True)
    tlp = models.CharField(max_length=12, choices=Sharing.choices, default=Sharing.AMBER)
    licence = models.CharField(max_length=200, blank=True)
    cap = models.PositiveIntegerField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "platform", "name"],
                nulls_distinct=False,
                name="list_name_once_an_owner",
            ),
            models.CheckConstraint(
                name="list_one_owner",
                condition=models.Q(unit=None) | models.Q(platform=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def owner(self) -> str:
        """Return the code of the unit or the slug of the platform; '' for the house."""
        if self.unit is not None:
            return self.unit.code
        return self.platform.slug if self.platform is not None else ""
