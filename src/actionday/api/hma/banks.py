"""Banks: the hash lists that the caller may see; their own, a lead may change."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from actionday.lists import keeping
from actionday.lists.following import VALID
from actionday.lists.models import HashEntry, HashList
from actionday.tenancy.acting import acting_as
from actionday.tenancy.models import Platform, Scope, Unit
from actionday.tenancy.tokens import Caller

from .door import Wrong, call
from .hashing import pdq_of


@call("GET", Scope.MATCH)
def banks(request: HttpRequest, caller: Caller) -> list[dict[str, Any]]:
    """List the banks."""
    with acting_as(caller.actor):
        names = HashList.objects.order_by("name").values_list("name", flat=True)
        return [config(name) for name in names]


@call("GET", Scope.MATCH)
def bank(request: HttpRequest, caller: Caller, name: str) -> dict[str, Any]:
    """Say that there is a bank."""
    with acting_as(caller.actor):
        seen(name)
        return config(name)


@call("POST", Scope.LISTS)
def make(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    """Make a bank of the caller's unit or platform; it stays with them."""
    name = said(request).get("name")
    if not isinstance(name, str):
        raise Wrong(400, _("Field `name` is required."))
    keeping.make_list(caller.actor, name, owner(caller))
    return config(name)


@call("POST", Scope.LISTS)
def add_signal(request: HttpRequest, caller: Caller, name: str) -> dict[str, Any]:
    """Add a hash."""
    signals = said(request)
    if not signals:
        raise Wrong(400, _("No signals given."))
    added = {
        kind: keeping.add(caller.actor, name, kind, str(value)) for kind, value in signals.items()
    }
    return {
        "id": next(iter(added.values())).pk,
        "signals": {kind: entry.value for kind, entry in added.items()},
    }


@call("POST", Scope.LISTS)
def add_content(request: HttpRequest, caller: Caller, name: str) -> dict[str, Any]:
    """Add the hash of a picture."""
    entry = keeping.add(caller.actor, name, "pdq", pdq_of(request))
    return {"id": entry.pk, "signals": {"pdq": entry.value}}


@call("GET", Scope.MATCH)
def content(request: HttpRequest, caller: Caller, name: str, entry: int) -> dict[str, Any]:
    """Say what an entry is."""
    with acting_as(caller.actor):
        found = HashEntry.objects.filter(VALID, pk=entry, list=seen(name)).first()
    if found is None:
        raise Wrong(404, _("content '%(id)d' not found") % {"id": entry})
    told: dict[str, Any] = {"id": entry, "bank": config(name), "original_media_uri": None}
    told |= {"disable_until_ts": 0, "collab_metadata": {}}
    if request.GET.get("include_signals", "").lower() == "true":
        told["signals"] = {found.type: found.value}
    return told


@call("DELETE", Scope.LISTS)
def withdraw(request: HttpRequest, caller: Caller, name: str, entry: int) -> dict[str, Any]:
    """Withdraw an entry: it matches no more."""
    return {"deleted": keeping.withdraw(caller.actor, name, entry)}


def config(name: str) -> dict[str, Any]:
    """Return a bank as the clients read it."""
    return {"name": name, "matching_enabled_ratio": 1.0}


def seen(name: str) -> HashList:
    """Return a list that the actor sees: their own, else one of the house."""
    found = HashList.objects.filter(name=name).order_by("unit_id", "platform_id").first()
    if found is None:
        raise Wrong(404, _("bank '%(name)s' not found") % {"name": name})
    return found


def said(request: HttpRequest) -> dict[str, Any]:
    """Return the JSON object that was sent."""
    try:
        given = json.loads(request.body)
    except ValueError as error:
        raise Wrong(400, _("The body is no JSON.")) from error
    if not isinstance(given, dict):
        raise Wrong(400, _("The body is no JSON object."))
    return given


def owner(caller: Caller) -> str:
    """Return the code of the caller's unit, or the slug of their platform."""
    with acting_as(caller.actor):
        if caller.actor.unit is not None:
            return Unit.objects.get(pk=caller.actor.unit).code
        return Platform.objects.get(pk=caller.actor.platform or 0).slug
