"""An action day: who looks for what, on which platforms, under which terms."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from actionday.cases.taxonomy import DayState
from actionday.ledger.models import Log
from actionday.tenancy.models import Platform, Unit

from .subject import new_subject


class ActionDay(models.Model):
    """One day of referring together.

    `dispatch_after_s`: seconds between settling and sending, in which a verdict can be reopened and
    the copies of a family gather into one packet. `check_after_s`: seconds between a platform's
    decision and the look at what is still there. `lease_s`: how long a claimed piece is one's own.
    """

    slug = models.SlugField(unique=True)
    title = models.CharField(_("title"), max_length=200)
    subject = models.CharField(max_length=32, default=new_subject, unique=True)
    log = models.OneToOneField(Log, models.PROTECT, related_name="day")
    state = models.CharField(max_length=12, choices=DayState.choices, default=DayState.PLANNED)
    coordinator = models.ForeignKey(Unit, models.PROTECT, related_name="days_coordinated")
    initiators = models.ManyToManyField(Unit, related_name="days_started")
    units = models.ManyToManyField(Unit, related_name="days")
    platforms = models.ManyToManyField(Platform, through="Terms", related_name="days")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    lease_s = models.PositiveIntegerField(default=600)
    dispatch_after_s = models.PositiveIntegerField(default=600)
    check_after_s = models.PositiveIntegerField(default=3600)

    def __str__(self) -> str:
        return self.title


class Terms(models.Model):
    """A platform's terms of service as they stood for one day, with numbered clauses.

    `clauses` is a list of `{"number", "title", "text"}`; `sha256` is that of their canonical JSON.
    """

    day = models.ForeignKey(ActionDay, models.CASCADE, related_name="terms")
    platform = models.ForeignKey(Platform, models.PROTECT)
    taken_at = models.DateTimeField(auto_now_add=True)
    sha256 = models.CharField(max_length=64)
    clauses = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "platform"], name="terms_once_a_platform")
        ]

    def __str__(self) -> str:
        return f"{self.platform} {self.sha256[:8]}"
