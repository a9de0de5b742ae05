"""The house's directory: units with the law they work under, platforms with their hosts."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from actionday.tenancy.acting import acting_as, actor_of
from actionday.tenancy.lawful import obstacle
from actionday.tenancy.models import Platform, Regime, Role, Unit

from .access import View, member_of, signed_in

HOST = re.compile(r"[a-z0-9.-]+(:\d{1,5})?")


class UnitForm(forms.ModelForm):  # type: ignore[type-arg]
    """A unit."""

    class Meta:
        model = Unit
        fields = ["code", "name", "regime", "controller", "transfer_basis"]
        help_texts = {
            "controller": _("who answers for the data; without one nothing is shared"),
            "transfer_basis": _("an adequacy decision, an agreement; for a third country"),
        }

    def clean(self) -> dict[str, Any]:
        """Keep the regime within what is known."""
        given = super().clean() or {}
        if given.get("regime") not in Regime.values:
            self.add_error("regime", _("Choose one."))
        return given


class PlatformForm(forms.ModelForm):  # type: ignore[type-arg]
    """A platform."""

    hosts = forms.CharField(
        label=_("Hosts"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("host names of its own, one a line, with a port if it has one"),
    )

    class Meta:
        model = Platform
        fields = ["slug", "name", "hosts"]
        labels = {"slug": _("Short name"), "name": _("Name")}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if self.instance.pk:
            self.initial["hosts"] = "\n".join(self.instance.hosts)

    def clean_hosts(self) -> list[str]:
        """Read one host a line; refuse what is none, or another platform's."""
        hosts = re.split(r"[\s,]+", self.cleaned_data["hosts"].strip().lower())
        for host in hosts:
            if not HOST.fullmatch(host):
                raise forms.ValidationError(_("%(host)s is no host name."), params={"host": host})
        taken = Platform.objects.filter(hosts__overlap=hosts).exclude(pk=self.instance.pk).first()
        if taken:
            raise forms.ValidationError(
                _("One of these is %(name)s's already."), params={"name": taken.name}
            )
        return hosts


def for_administrators(view: View) -> View:
    """Let nobody but an administrator of the house in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not member_of(request).has_role(Role.ADMINISTRATOR):
            raise Http404
        return view(request, *args, **kwargs)

    return signed_in(guarded)


@for_administrators
def units(request: HttpRequest, code: str = "") -> HttpResponse:
    """List the units; add one, or change the one named."""
    return entries(request, "units", lambda: named(Unit, code=code), UnitForm, "code")


@for_administrators
def platforms(request: HttpRequest, slug: str = "") -> HttpResponse:
    """List the platforms; add one, or change the one named."""
    return entries(request, "platforms", lambda: named(Platform, slug=slug), PlatformForm, "slug")


def named(model: type[Model], **key: str) -> Any:
    """Return the entry with this key; None for a new one."""
    if not all(key.values()):
        return None
    found = model._default_manager.filter(**key).first()
    if found is None:
        raise Http404
    return found


def entries(
    request: HttpRequest,
    what: str,
    find: Callable[[], Any],
    make: Callable[..., Any],
    key: str,
) -> HttpResponse:
    """Show the list with the form, or save what was filled in."""
    with acting_as(actor_of(member_of(request))):
        chosen = find()
        form = make(request.POST if request.method == "POST" else None, instance=chosen)
        if chosen:
            form.fields[key].disabled = True
        if form.is_bound and form.is_valid():
            form.save()
            return redirect(f"house_{what}")
        shown = {
            "what": what,
            "chosen": chosen,
            "form": form,
            "screen": what,
            "rows": described(form._meta.model.objects.order_by(key)),
        }
        return render(request, "web/directory.html", shown, status=422 if form.errors else 200)


def described(rows: Any) -> list[dict[str, Any]]:
    """Return the entries, units with what keeps others from sharing with them."""
    return [
        {"entry": row, "why_not": obstacle(row) if isinstance(row, Unit) else None} for row in rows
    ]
