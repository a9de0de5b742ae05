"""Finding a list by its name and owner, and making it where it is not there yet."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from actionday.errors import BadInput
from actionday.tenancy.models import Platform, Unit

from .models import HashList, Kind, Sharing

HOUSE = "house"
"""How the owner of what is nobody's in particular is called."""


class ListRefused(BadInput):
    """What is asked of a list cannot be: it is not there, or cannot be so; the text says why."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list as it shall be; '' and None leave what is there, or what is usual."""

    name: str
    owner: str = ""
    kind: str = ""
    source: str = ""
    tlp: str = ""
    licence: str = ""
    cap: int | None = None


def owner_of(code: str) -> dict[str, Unit | Platform | None]:
    """Return the unit or platform with this code or slug; `house` is neither."""
    if code == HOUSE:
        return {"unit": None, "platform": None}
    unit = Unit.objects.filter(code=code).first()
    platform = Platform.objects.filter(slug=code).first()
    if unit is None and platform is None:
        raise ListRefused(_("there is no unit or platform '%(code)s' here") % {"code": code})
    if unit is not None and platform is not None:
        raise ListRefused(_("'%(code)s' is a unit and a platform") % {"code": code})
    return {"unit": unit, "platform": platform}


def find_list(name: str, owner: str = "") -> HashList:
    """Return the list with this name; ListRefused where there is none, or several and no owner."""
    found = list(_of(name, owner))
    if len(found) == 1:
        return found[0]
    if found:
        owners = ", ".join(sorted(each.owner or HOUSE for each in found))
        raise ListRefused(
            _("there are several lists '%(name)s' (of %(owners)s): say whose with --owner")
            % {"name": name, "owners": owners}
        )
    known = ", ".join(HashList.objects.order_by("name").values_list("name", flat=True).distinct())
    raise ListRefused(
        _("there is no list '%(name)s' (known: %(known)s)")
        % {"name": name, "known": known or _("none")}
    )


def wanted_list(wanted: Wanted) -> HashList:
    """Return the list, locked until the transaction ends: made if need be, changed as is wanted.

    Without an owner it is the one that is there, or a new one of the house.
    """
    if not wanted.owner and list(_of(wanted.name, "")):
        owned = find_list(wanted.name)
        where: dict[str, Any] = {"unit": owned.unit, "platform": owned.platform}
    else:
        where = owner_of(wanted.owner or HOUSE)
    _make(wanted, where)
    found = HashList.objects.select_for_update().get(name=wanted.name, **_keys(where))
    _change(found, wanted)
    return found


def _of(name: str, owner: str) -> QuerySet[HashList]:
    lists = HashList.objects.select_related("unit", "platform").filter(name=name)
    return lists.filter(**_keys(owner_of(owner))) if owner else lists


def _keys(owner: dict[str, Any]) -> dict[str, Any]:
    return {f"{kind}_id": each and each.pk for kind, each in owner.items()}


def _make(wanted: Wanted, owner: dict[str, Any]) -> None:
    """Make the list, unless it is there: of two at once, one does."""
    fresh = HashList(
        name=wanted.name, kind=wanted.kind or Kind.MATCH, tlp=wanted.tlp or Sharing.AMBER, **owner
    )
    try:
        fresh.clean_fields(exclude={"unit", "platform", "source", "licence", "cap"})
    except ValidationError as error:
        field, why = next(iter(error.message_dict.items()))
        raise ListRefused(f"{field}: {' '.join(why)}") from error
    HashList.objects.bulk_create([fresh], ignore_conflicts=True)


def _change(found: HashList, wanted: Wanted) -> None:
    if wanted.kind and wanted.kind != found.kind:
        raise ListRefused(
            _("the list '%(name)s' is there as '%(kind)s', which does not change")
            % {"name": found.name, "kind": found.get_kind_display()}
        )
    said = {name: getattr(wanted, name) for name in ("source", "tlp", "licence", "cap")}
    said = {name: value for name, value in said.items() if value not in ("", None)}
    if said:
        HashList.objects.filter(pk=found.pk).update(**said)
        found.refresh_from_db(fields=list(said))
