"""The forms in which one holds a piece, objects, and settles a conflict; the stages judge."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionday.cases.taxonomy import Wish

ENDS = [
    ("1h", _("1 hour")),
    ("4h", _("4 hours")),
    ("day", _("end of the day")),
    ("date", _("a date")),
]
HOURS = {"1h": 1, "4h": 4}
WISH_KEYS = {Wish.REFER: "R", Wish.HOLD: "H", Wish.LEAVE: "L"}


def end_of(choice: str, date: datetime | None) -> datetime | None:
    """Return the time that a choice stands for; the end of the day is midnight UTC."""
    now = timezone.now()
    if choice in HOURS:
        return now + timedelta(hours=HOURS[choice])
    if choice == "day":
        return now.astimezone(UTC).replace(hour=23, minute=59, second=59, microsecond=0)
    return date


class EndForm(forms.Form):
    """Until when a piece is held."""

    until = forms.ChoiceField(label=_("Until"), choices=ENDS, initial="1h", required=False)
    date = forms.DateTimeField(
        label=_("Date and time, UTC"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        error_messages={"invalid": _("Give a date and a time, such as 2026-11-24 18:00.")},
    )

    def end(self) -> datetime | None:
        """Return the end that was chosen, None where none was."""
        given = self.cleaned_data
        return end_of(given["until"], given["date"])


class HoldForm(EndForm):
    """A hold: until when, and why."""

    reason = forms.CharField(
        label=_("Reason: only your unit and the coordinator see it"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=5000,
    )


class ObjectForm(forms.Form):
    """What a unit wants of a piece, against another."""

    wants = forms.ChoiceField(label=_("What your unit wants"), choices=Wish.choices)
    reason = forms.CharField(
        label=_("Reason, in your words"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=5000,
    )


class SettleForm(forms.Form):
    """What becomes of a piece over which units differ."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=Wish.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    reason = forms.CharField(
        label=_("Reason, in your words: both sides read it"),
        widget=forms.Textarea(attrs={"rows": 3, "data-key": "W"}),
        max_length=5000,
        error_messages={"required": _("Say why, in your own words.")},
    )


def refusal_of(form: forms.Form) -> str:
    """Return what is wrong with a form as one line."""
    errors: dict[str, Any] = dict(form.errors)
    return " ".join(str(each) for found in errors.values() for each in found)
