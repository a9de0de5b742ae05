"""The form in which a day is planned."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionday.cases.models import ActionDay
from actionday.cases.taxonomy import Asked, DayState
from actionday.stages.planning.draft import FIXED, TIMES, Plan
from actionday.tenancy.models import Platform, Unit

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
ROWS = {"rows": 3}


class PlanForm(forms.Form):
    """A day's plan; once the day is open, what people work by is fixed."""

    title = forms.CharField(label=_("Title"), max_length=200)
    slug = forms.CharField(
        label=_("Short name"), max_length=50, help_text=_("in addresses, and in the log's name")
    )
    scope = forms.CharField(
        label=_("Scope and theme"), widget=forms.Textarea(ROWS), required=False, max_length=5000
    )
    legal_basis = forms.CharField(
        label=_("Legal basis"), widget=forms.Textarea(ROWS), required=False, max_length=5000
    )
    standing = forms.BooleanField(label=_("a standing programme, without dates"), required=False)
    starts_on = forms.DateField(label=_("First day"), required=False, widget=DATE)
    ends_on = forms.DateField(label=_("Last day"), required=False, widget=DATE)
    four_eyes_percent = forms.IntegerField(
        label=_("Pieces that get a second view, in percent"),
        min_value=0,
        max_value=100,
        help_text=_(
            "100: four eyes on every piece. Below that a draw decides; whoever is unsure, or "
            "escalates, is always followed by a second person."
        ),
    )
    asked = forms.MultipleChoiceField(
        label=_("Asked of an assessment"), choices=Asked.choices, required=False
    )
    units = forms.MultipleChoiceField(required=False)
    initiators = forms.MultipleChoiceField(required=False)
    platforms = forms.MultipleChoiceField(required=False)
    lease_s = forms.IntegerField(label=_("a claimed piece is one's own"), min_value=1)
    dispatch_after_s = forms.IntegerField(label=_("from settling to sending"), min_value=0)
    check_after_s = forms.IntegerField(label=_("from a decision to the look"), min_value=0)

    def __init__(
        self,
        day: ActionDay | None,
        units: Iterable[Unit],
        platforms: Iterable[Platform],
        *args: Any,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.day = day
        self.offer("units", [unit.code for unit in units])
        self.offer("initiators", [unit.code for unit in units])
        self.offer("platforms", [platform.slug for platform in platforms])
        self.fields["slug"].disabled = day is not None
        if self.is_fixed:
            for name in FIXED:
                self.fields[name].disabled = True
            self.fields["standing"].disabled = self.fields["initiators"].disabled = True

    @property
    def is_fixed(self) -> bool:
        """Say whether the day is open, so that most of its plan stands."""
        return self.day is not None and self.day.state != DayState.PLANNED

    def offer(self, name: str, values: list[str]) -> None:
        """Set what can be ticked."""
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(value, value) for value in values]

    def clean(self) -> dict[str, Any]:
        """Say what is wrong with the dates."""
        given = super().clean() or {}
        first, last = given.get("starts_on"), given.get("ends_on")
        if not given.get("standing") and not first and "starts_on" not in self.errors:
            self.add_error("starts_on", _("Give the first day, or tick: a standing programme."))
        elif first and last and last < first:
            self.add_error("ends_on", _("The last day cannot come before the first."))
        return given

    def plan(self) -> Plan:
        """Return the plan as the stage takes it."""
        given = self.cleaned_data
        times = {name: given[name] for name in TIMES}
        invited = {"units": given["units"], "platforms": given["platforms"]}
        if self.is_fixed:
            assert self.day is not None
            return Plan(self.day.slug, times=times, **invited)
        standing = given["standing"]
        dates = (None, None) if standing else (given["starts_on"], given["ends_on"])
        texts = {name: given[name] for name in ("slug", "title", "scope", "legal_basis", "asked")}
        return Plan(
            **texts,
            **invited,
            dates=dates,
            initiators=given["initiators"],
            four_eyes_percent=given["four_eyes_percent"],
            times=times,
        )


def initial_of(day: ActionDay) -> dict[str, Any]:
    """Return what the form shows of a day."""
    names = ("title", "slug", "scope", "legal_basis", "starts_on", "ends_on", "four_eyes_percent")
    return {name: getattr(day, name) for name in (*names, "asked", *TIMES)} | {
        "standing": day.starts_on is None,
        "units": list(day.units.values_list("code", flat=True)),
        "initiators": list(day.initiators.values_list("code", flat=True)),
        "platforms": list(day.platforms.values_list("slug", flat=True)),
    }
