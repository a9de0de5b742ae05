"""Lookups: which entries are near to a hash."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from actionday.lists.memory import memory
from actionday.media.codes import codes_of, is_hash
from actionday.media.thresholds import RADIUS
from actionday.tenancy.models import Scope
from actionday.tenancy.tokens import Caller

from .door import Wrong, call
from .hashing import pdq_of

Near = list[tuple[int, str, int]]
"""Entry, name of its list, distance."""


@call("GET", Scope.MATCH)
def raw_lookup(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    """Return the entries near to a hash; with `include_distance` how near each is."""
    found = near(request, caller, signal_of(request))
    if request.GET.get("include_distance", "").lower() in ("1", "true", "yes"):
        return {"matches": [content(entry, distance) for entry, _bank, distance in found]}
    return {"matches": [entry for entry, _bank, _distance in found]}


@call("GET", Scope.MATCH)
def lookup(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    """Return the entries near to a hash, by bank."""
    if "url" in request.GET:
        raise Wrong(400, _("Nothing is fetched for others: send the file, as 'photo'."))
    return by_bank(near(request, caller, signal_of(request)))


@call("POST", Scope.MATCH)
def lookup_photo(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    """Return the entries near to a picture that was sent, by kind of signal and bank."""
    return {"pdq": by_bank(near(request, caller, pdq_of(request)))}


@call("GET", Scope.MATCH)
def index_status(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    """Say how many hashes are matched against."""
    size = len(memory)
    return {"pdq": {"present": size > 0, "size": size}}


def signal_of(request: HttpRequest) -> str:
    """Return the hash that is asked about."""
    kind, signal = request.GET.get("signal_type", ""), request.GET.get("signal", "")
    if kind != "pdq":
        raise Wrong(
            400, _("signal_type: only pdq is matched here, not '%(kind)s'.") % {"kind": kind}
        )
    if not is_hash(signal):
        raise Wrong(400, _("signal: a PDQ hash has 64 hex digits."))
    return signal


def near(request: HttpRequest, caller: Caller, signal: str) -> Near:
    """Return what is near, the nearest first, in the banks that are asked for (all, if none)."""
    hits = memory.search(caller.actor, codes_of([signal]), RADIUS)
    if not len(hits.entry):
        return []
    wanted = set(filter(None, request.GET.get("banks", "").split(",")))
    found = [
        (entry, memory.known[of].name, distance)
        for entry, of, distance in zip(
            hits.entry.tolist(), hits.list.tolist(), hits.distance.tolist(), strict=True
        )
    ]
    return [each for each in found if not wanted or each[1] in wanted]


def by_bank(found: Near) -> dict[str, list[dict[str, Any]]]:
    """Return matches by the name of their bank."""
    banks: dict[str, list[dict[str, Any]]] = {}
    for entry, bank, distance in found:
        banks.setdefault(bank, []).append(content(entry, distance))
    return banks


def content(entry: int, distance: int) -> dict[str, Any]:
    """Return a match as the clients read it: the distance is a text there."""
    return {"bank_content_id": entry, "distance": str(distance)}
