"""An action day: who looks for what, on which platforms, under which terms."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from actionday.cases.taxonomy import Asked, DayState
from actionday.ledger.models import Log
from actionday.tenancy.models import Member, Platform, Unit

from .subject import new_subject


class ActionDay(models.Model):
    """One day of referring together; without dates, a standing programme between days.

    `log` is the public-provable ledger, `restricted_log` what must not be seen: holds, views,
    exports. `four_eyes_percent` of the pieces get a second view (drawn by their subject).
    `asked` names what an assessment has to say beyond verdict, purpose and reason.

    `dispatch_after_s`: seconds between settling and sending, in which a verdict can be reopened and
    the copies of a family gather into one packet. `check_after_s`: seconds between a platform's
    decision and the look at what is still there. `lease_s`: how long a claimed piece is one's own.
    """

    slug = models.SlugField(unique=True)
    title = models.CharField(_("title"), max_length=200)
    scope = models.TextField(_("scope and theme"), blank=True)
    legal_basis = models.TextField(_("legal basis"), blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    subject = models.CharField(max_length=32, default=new_subject, unique=True)
    log = models.OneToOneField(Log, models.PROTECT, related_name="day")
    restricted_log = models.OneToOneField(
        Log, models.PROTECT, related_name="restricted_day", null=True
    )
    state = models.CharField(max_length=12, choices=DayState.choices, default=DayState.PLANNED)
    coordinator = models.ForeignKey(Unit, models.PROTECT, related_name="days_coordinated")
    initiators = models.ManyToManyField(Unit, related_name="days_started")
    units = models.ManyToManyField(Unit, through="UnitPart", related_name="days")
    platforms = models.ManyToManyField(Platform, through="PlatformPart", related_name="days")
    four_eyes_percent = models.PositiveSmallIntegerField(_("second views, in percent"), default=100)
    asked = ArrayField(
        models.CharField(max_length=20, choices=Asked.choices),
        default=list,
        blank=True,
        verbose_name=_("asked of an assessment"),
    )
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    lease_s = models.PositiveIntegerField(default=600)
    dispatch_after_s = models.PositiveIntegerField(default=600)
    check_after_s = models.PositiveIntegerField(default=3600)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="day_four_eyes_share", condition=models.Q(four_eyes_percent__lte=100)
            ),
            models.CheckConstraint(
                name="day_dates_in_order",
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
            ),
        ]

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


class Part(models.Model):
    """How a party takes part in a day: invited, then it accepts or declines; it can be paused.

    A paused unit submits, judges and sends nothing; to a paused platform nothing is sent.
    """

    invited_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    paused_at = models.DateTimeField(null=True)
    paused_why = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class UnitPart(Part):
    """A unit's part in a day."""

    day = models.ForeignKey(ActionDay, models.CASCADE, related_name="unit_parts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="parts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "unit"], name="part_once_a_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id} in {self.day_id}"


class PlatformPart(Part):
    """A platform's part in a day."""

    day = models.ForeignKey(ActionDay, models.CASCADE, related_name="platform_parts")
    platform = models.ForeignKey(Platform, models.PROTECT, related_name="parts")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "platform"], name="part_once_a_platform")
        ]

    def __str__(self) -> str:
        return f"{self.platform_id} in {self.day_id}"


class SendingApproval(models.Model):
    """A unit's leave to send what it leads, until `until`: given after a step-up by a person."""

    day = models.ForeignKey(ActionDay, models.PROTECT, related_name="sending_approvals")
    unit = models.ForeignKey(Unit, models.PROTECT)
    member = models.ForeignKey(Member, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.unit_id} until {self.until}"
