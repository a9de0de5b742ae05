"""Keeps a list entry by entry: adds one, withdraws one; for who may change the list."""

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from actionday.media.listfile.entry import BadRow
from actionday.media.listfile.signals import type_of, value_of
from actionday.tenancy.acting import Actor, acting_as

from .models import HashEntry, HashList, Sharing
from .naming import ListRefused, Wanted, wanted_list
from .publishing import changing


class NotYours(ListRefused):
    """The list is not there for the actor, or not theirs to change."""


def make_list(actor: Actor, name: str, owner: str) -> HashList:
    """Make a list of the actor's organisation; ListRefused if it cannot be called so."""
    with acting_as(actor):
        if HashList.objects.filter(name=name, **of(actor)).exists():
            raise ListRefused(_("there is a list '%(name)s' already") % {"name": name})
        return wanted_list(Wanted(name, owner=owner, tlp=Sharing.AMBER_STRICT))


def add(actor: Actor, name: str, kind: str, text: str) -> HashEntry:
    """Add a fingerprint to a list, or have one that was withdrawn match again."""
    with acting_as(actor):
        found = kept(actor, name)
        try:
            given = {"type": type_of(kind), "value": value_of(type_of(kind), text)}
        except BadRow as error:
            raise ListRefused(str(error)) from error
        with changing(found.pk) as change:
            fresh = {"withdrawn_at": None, "change": change}
            made = fresh | {"added_at": timezone.now()}
            entry, _new = HashEntry.objects.update_or_create(
                list=found, **given, defaults=fresh, create_defaults=made
            )
    return entry


def withdraw(actor: Actor, name: str, entry: int) -> int:
    """Withdraw an entry; return how many that were (0 where it was withdrawn already)."""
    with acting_as(actor):
        found = kept(actor, name)
        there = HashEntry.objects.filter(pk=entry, list=found)
        if not there.exists():
            raise NotYours(_("there is no entry %(id)d in this list") % {"id": entry})
        with changing(found.pk) as change:
            return there.filter(withdrawn_at=None).update(
                withdrawn_at=timezone.now(), change=change
            )


def kept(actor: Actor, name: str) -> HashList:
    """Return a list that the actor may change."""
    found = HashList.objects.filter(name=name, **of(actor)).first()
    if found is None:
        raise NotYours(_("there is no list '%(name)s' of yours") % {"name": name})
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s = ANY (kept_lists())", [found.pk])
        if not cursor.fetchone()[0]:
            raise NotYours(_("only a lead changes the lists of their unit or platform"))
    return found


def of(actor: Actor) -> dict[str, int | None]:
    """Return whose lists are the actor's own."""
    return {"unit_id": actor.unit, "platform_id": actor.platform}
