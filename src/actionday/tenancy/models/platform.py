"""A platform: whoever hosts content and decides on referrals by its own terms."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Platform(models.Model):
    """A hosting service; `hosts` are the host names (with port, if it has one) that are its own."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    hosts = ArrayField(models.CharField(max_length=253), default=list)

    def __str__(self) -> str:
        return self.name
