"""What stands in a piece's way, as its page shows it: a hold, a conflict, a threat to life."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from actionday.cases.held import held_until
from actionday.cases.models import ActionDay, Conflict, Escalation, Hold, Item, Sighting
from actionday.tenancy.models import Member

from .access import coordinates
from .hold_form import HoldForm, ObjectForm


def standstill(item: Item, member: Member) -> dict[str, Any]:
    """Return what the page says of holds: to others than their unit and the coordinator no reason.

    Which rows there are for the member the database decides.
    """
    holds = list(holds_on(item))
    holds.sort(key=lambda hold: hold.item_id != item.pk)  # one on the piece itself comes first
    mine = next((hold for hold in holds if hold.unit_id == member.unit_id), None)
    until = held_until(item.pk)
    found = Sighting.objects.filter(item=item, unit=member.unit_id).exists()
    open_ = found and item.state not in ("sent", "decided")
    return {
        "held_until": until,
        "holds": holds,
        "hold_reasons": list(dict.fromkeys(hold.reason for hold in holds)),
        "own_hold": mine,
        "may_hold": open_ and mine is None and item.day.state == "open",
        "may_object": open_ and mine is None,
        "hold_form": HoldForm(),
        "object_form": ObjectForm(initial={"wants": "refer" if until else "leave"}),
        "conflict": conflict_over(item),
        "alarm": Escalation.objects.filter(item=item).select_related("unit", "taken_by").first(),
        "coordinating": coordinates(member, item.day),
    }


def holds_on(item: Item) -> Iterable[Hold]:
    """Return the holds in force on a piece or a copy of it that the member may read."""
    alike = Q(item=item) | Q(item__family__isnull=False, item__family=item.family_id)
    in_force = Hold.objects.filter(alike, ended_at=None, until__gt=timezone.now())
    return in_force.select_related("unit", "item").order_by("until")


def conflict_over(item: Item) -> Conflict | None:
    """Return the latest conflict over a piece that the member takes a side in or may settle."""
    known = Conflict.objects.filter(item=item).prefetch_related("sides__unit").select_related("day")
    return known.order_by("-pk").first()


def settled_by_me(day: ActionDay) -> set[int]:
    """Return the conflicts of a day that the member may settle: never over their own find."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM cases_conflict WHERE day_id = %s AND settled_at IS NULL"
            " AND may_settle(id)",
            [day.pk],
        )
        return {pk for (pk,) in cursor.fetchall()}
