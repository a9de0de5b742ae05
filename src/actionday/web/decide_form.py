"""The form in which a platform decides on a referral."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from actionday.cases.taxonomy import Outcome
from actionday.stages.decide import Answer

COUNTRY = re.compile(r"[A-Z]{2}")


class DecideForm(forms.Form):
    """A decision, by the platform's own terms."""

    outcome = forms.ChoiceField(
        label=_("What you decide"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    terms_clause = forms.ChoiceField(label=_("Clause of your terms"), required=False)
    territories = forms.CharField(
        label=_("Where, if not everywhere"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "DE FR"}),
    )
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=5000
    )
    automated = forms.BooleanField(label=_("decided by a machine alone"), required=False)

    def __init__(self, clauses: list[dict[str, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [(each["number"], f"{each['number']} {each['title']}") for each in clauses]
        clause = self.fields["terms_clause"]
        assert isinstance(clause, forms.ChoiceField)
        clause.choices = [("", _("none")), *offered]

    def clean_territories(self) -> list[str]:
        """Read country codes of two letters, apart by spaces or commas."""
        codes = re.split(r"[\s,;]+", self.cleaned_data["territories"].strip().upper())
        codes = [code for code in codes if code]
        wrong = [code for code in codes if not COUNTRY.fullmatch(code)]
        if wrong:
            raise forms.ValidationError(
                _("%(code)s is no country code: two letters, such as DE."),
                params={"code": wrong[0]},
            )
        return codes

    def answer(self, referral: UUID) -> Answer:
        """Return the decision as the stage takes it."""
        given = self.cleaned_data
        return Answer(
            referral=referral,
            outcome=given["outcome"],
            reason=given["reason"],
            terms_clause=given["terms_clause"],
            automated=given["automated"],
            territories=given["territories"],
        )
