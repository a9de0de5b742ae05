"""Refer: send what was settled so to its platform, the ready copies of a family as one packet."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from actionday.cases.models import Assessment, Item, Packet, Referral
from actionday.cases.sending import sendable
from actionday.cases.taxonomy import Instrument, Settlement, Verdict
from actionday.tenancy.acting import Actor

from . import Done


@dataclass(slots=True)
class Prepared:
    """An item whose time to be sent has come."""

    item: UUID


def prepare(item: UUID) -> Prepared | None:
    """Look whether it still waits and may go; a copy may have taken it along."""
    return Prepared(item) if sendable().filter(pk=item).exists() else None


def write(actor: Actor, prepared: Prepared) -> Done | None:
    """Send the item and its ready copies in one packet; what is held back stays."""
    item = Item.objects.select_related("day", "platform").get(pk=prepared.item)
    ready = free(
        Item.objects.select_for_update(no_key=True, skip_locked=True)
        .filter(
            day=item.day_id,
            family=item.family_id,
            platform=item.platform_id,
            lead_unit=item.lead_unit_id,
            state=Settlement.REFERRED,
        )
        .order_by("pk")
    )
    if not ready:
        return None
    packet = Packet.objects.create(
        day=item.day,
        unit_id=item.lead_unit_id,
        platform=item.platform,
        instrument=Instrument.REFERRAL,
        sent_at=timezone.now(),
    )
    done = Done()
    send(done, packet, ready)
    return done


def free(locked: Iterable[Item]) -> list[Item]:
    """Return the pieces that nothing holds back; asked once they are locked, as holds lock too."""
    items = list(locked)
    may_go = set(sendable().filter(pk__in=[item.pk for item in items]).values_list("pk", flat=True))
    return [item for item in items if item.pk in may_go]


def send(done: Done, packet: Packet, items: list[Item]) -> None:
    """Make the referrals of a packet."""
    said = {
        each.item_id: each
        for each in Assessment.objects.filter(item__in=items, verdict=Verdict.REFER).order_by("pk")
    }
    referrals = [
        Referral(
            item=item,
            packet=packet,
            platform_id=packet.platform_id,
            terms_clause=said[item.id].terms_clause,
            reason=said[item.id].reason,
        )
        for item in items
    ]
    Referral.objects.bulk_create(referrals)
    Item.objects.filter(pk__in=[item.id for item in items]).update(state="sent")
    for referral in referrals:
        done.tell(
            packet.day.log_id,
            "referral.sent",
            referral.item.subject,
            packet=packet.id,
            platform=packet.platform.slug,
            private={
                "referral": str(referral.id),
                "instrument": packet.instrument,
                "url": referral.item.canonical_url,
                "terms_clause": referral.terms_clause,
                "reason": referral.reason,
            },
        )
        done.move("sent", referral.item_id)
