"""The form in which one gives a view: what a person may choose, and what is missing, by field."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionday.cases.taxonomy import Asked, Ground, Ideology, Purpose, Verdict
from actionday.stages.assess import View

KEYS = {Verdict.REFER: "R", Verdict.DO_NOT_REFER: "N", Verdict.UNSURE: "U", Verdict.ESCALATE: "E"}


class JudgeForm(forms.Form):
    """A view of a piece; the stage has the last word on it."""

    verdict = forms.ChoiceField(
        label=_("Verdict"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    purpose_claimed = forms.ChoiceField(
        label=_("Purpose it claims"), choices=Purpose.choices, initial=Purpose.NONE
    )
    purpose_true = forms.ChoiceField(
        label=_("Its true purpose"), choices=Purpose.choices, initial=Purpose.NONE
    )
    grounds = forms.MultipleChoiceField(
        label=_("Ground"),
        choices=Ground.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    ideology = forms.ChoiceField(
        label=_("Ideology"), choices=Ideology.choices, initial=Ideology.NONE
    )
    terms_clause = forms.ChoiceField(label=_("Clause of the platform's terms"), required=False)
    reason = forms.CharField(
        label=_("Reason, in your words"),
        widget=forms.Textarea(attrs={"rows": 3, "data-key": "W"}),
        max_length=5000,
        error_messages={"required": _("Say why, in your own words.")},
    )
    refers_to = forms.CharField(
        label=_("What it glorifies: attack, person or entity"),
        required=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"placeholder": _("several apart by semicolons")}),
    )
    language = forms.RegexField(
        r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$",
        label=_("Its language"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "es"}),
        error_messages={"invalid": _("A language code, such as es or ar.")},
    )
    seat = forms.CharField(widget=forms.HiddenInput, required=False)
    item = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, clauses: list[dict[str, str]], asked: Sequence[str], *args: Any, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.ask(asked)
        offered = [(each["number"], f"{each['number']} {each['title']}") for each in clauses]
        clause = self.fields["terms_clause"]
        assert isinstance(clause, forms.ChoiceField)
        clause.choices = [("", _("none")), *offered]

    def ask(self, asked: Sequence[str]) -> None:
        """Ask for what the day asks for; nobody then takes an answer that stands there already."""
        self.asked = asked
        for name in (Asked.REFERS_TO, Asked.LANGUAGE):
            if name not in asked:
                del self.fields[name]
        if Asked.IDEOLOGY in asked:
            ideology = self.fields["ideology"]
            assert isinstance(ideology, forms.ChoiceField)
            ideology.choices = [("", _("choose")), *Ideology.choices]
            ideology.initial = ""

    def clean(self) -> dict[str, Any]:
        """Say beside its field what a referral lacks."""
        given = super().clean() or {}
        if given.get("verdict") == Verdict.REFER:
            if not given.get("grounds"):
                self.add_error("grounds", _("A referral needs at least one ground."))
            if not given.get("terms_clause"):
                self.add_error("terms_clause", _("A referral needs the clause that it breaks."))
            if Asked.REFERS_TO in self.asked and not given.get("refers_to"):
                self.add_error("refers_to", _("This day asks what is glorified."))
            if given.get("purpose_true") != Purpose.NONE:
                self.add_error(
                    "purpose_true", _("Exempt or in doubt: the verdict then is do not refer.")
                )
        return given

    def view(self) -> View:
        """Return the view as the stage takes it."""
        given = self.cleaned_data
        refers_to: str = given.get("refers_to", "")
        return View(
            verdict=given["verdict"],
            ideology=given["ideology"],
            reason=given["reason"],
            purpose_claimed=given["purpose_claimed"],
            purpose_true=given["purpose_true"],
            grounds=given["grounds"],
            terms_clause=given["terms_clause"],
            seat=given["seat"],
            refers_to=[each.strip() for each in refers_to.split(";") if each.strip()],
            language=given.get("language", ""),
        )
