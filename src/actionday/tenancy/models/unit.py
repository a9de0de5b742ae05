"""A referral unit: of a country, or of a body such as Europol."""

from django.db import models


class Unit(models.Model):
    """An internet-referral unit that finds, assesses and refers."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.code
