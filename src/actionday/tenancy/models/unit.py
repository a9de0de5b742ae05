"""A referral unit: of a country, or of a body such as Europol."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Regime(models.TextChoices):
    """The law under which a unit processes personal data."""

    LED = "led", _("Law Enforcement Directive (EU) 2016/680")
    EUROPOL = "europol", _("Europol Regulation (EU) 2016/794")
    THIRD_COUNTRY = "third_country", _("law of a third country")


class Unit(models.Model):
    """An internet-referral unit that finds, assesses and refers.

    `controller` answers for its processing. `transfer_basis` is what allows data to be shared with
    a unit of a third country: an adequacy decision, an agreement; without one it gets nothing.
    """

    code = models.CharField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=120)
    controller = models.CharField(_("controller"), max_length=200, blank=True)
    regime = models.CharField(
        _("legal regime"), max_length=16, choices=Regime.choices, default=Regime.LED
    )
    transfer_basis = models.CharField(_("transfer basis"), max_length=300, blank=True)

    def __str__(self) -> str:
        return self.code
