"""A day on which ES has a row in every table: found, held, judged, disputed, sent, answered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from actionday.cases.models import (
    ActionDay,
    Apart,
    Assessment,
    AvailabilityCheck,
    Capture,
    Claim,
    Conflict,
    ConflictSide,
    Consultation,
    Decision,
    Escalation,
    Fingerprint,
    Hold,
    Item,
    Packet,
    Referral,
    Regrouping,
    Resemblance,
    SendingApproval,
)
from actionday.edge.storage import store
from actionday.lists.models import HashEntry, HashList, ListChange, Opinion, Tally
from actionday.tenancy.models import Invitation, StoredAnswer, Token
from tests.people import Person

LATER = timedelta(hours=1)
OURS = ("cases", "ledger", "lists", "tenancy")


@dataclass(frozen=True, slots=True)
class Everything:
    """The piece and its referral, as addresses name them."""

    day: ActionDay
    item: Item
    copy: Item
    referral: Referral
    hold: Hold
    conflict: Conflict


def fill(day: ActionDay, make_piece: Callable[..., Item], alice: Person, auditor: Person,
         paula: Person) -> Everything:  # fmt: skip
    """Give ES a row in every table; `make_piece` has made the piece, its find and its family."""
    item = make_piece(seat="second")
    copy = make_piece(item.family)
    now = timezone.now()
    mine = {"unit": alice.member.unit, "member": alice.member}
    picture = store().put_bytes(b"\xff\xd8 a picture")
    Capture.objects.create(
        item=item, at=now, final_url=item.canonical_url, chain=[], files=[],
        derivatives={"poster.jpg": picture},
    )  # fmt: skip
    Fingerprint.objects.create(item=item, type="pdq", value="0" * 64, quality=90)
    Resemblance.objects.create(item=item, other=copy, type="pdq", distance=4)
    said = Regrouping.objects.create(
        item=item, day=day, change="join", left=item.family, into=item.family, **mine
    )
    Apart.objects.create(item=item, other=copy, day=day, said_in=said)
    Claim.objects.create(item=copy, seat="first", member=alice.member, expires_at=now + LATER)
    Assessment.objects.create(
        item=item, seat="first", verdict="refer", ideology="other", purpose_claimed="none",
        purpose_true="none", reason="It praises.", at=now, **mine,
    )  # fmt: skip
    hold = Hold.objects.create(item=item, reason="An investigation.", until=now + LATER, **mine)
    conflict = Conflict.objects.create(item=item, day=day, due_at=now + LATER)
    ConflictSide.objects.create(conflict=conflict, wants="hold", reason="As said.", **mine)
    Escalation.objects.create(item=item, unit=alice.member.unit, raised_by=alice.member)
    SendingApproval.objects.create(day=day, until=now + LATER, **mine)
    Consultation.objects.create(
        item=item, member=auditor.member, reason="A complaint.", until=now + LATER
    )
    packet = Packet.objects.create(
        day=day, unit=alice.member.unit, platform=item.platform, instrument="referral", sent_at=now
    )
    referral = Referral.objects.create(
        item=item, packet=packet, platform=item.platform, reason="It praises."
    )
    Decision.objects.create(
        referral=referral, outcome="no_action", reason="A report.", at=now, member=paula.member
    )
    AvailabilityCheck.objects.create(item=item, observation="live", at=now)
    token = Token.objects.get(member=alice.member)
    StoredAnswer.objects.create(token=token, key="k", request=b"r", status=200, body="{}")
    listed = HashList.objects.create(name="banners", unit=alice.member.unit)
    entry = HashEntry.objects.create(
        list=listed, type="pdq", value="0" * 64, added_at=now, change=1
    )
    ListChange.objects.create(pk=1, number=1, list=listed, at=now)
    Opinion.objects.create(entry=entry, member=alice.member, agrees=True, at=now)
    Tally.objects.create(entry=entry, date=now.date(), pieces=1)
    Invitation.objects.create(
        digest=b"d" * 32, email="new@example.org", unit=alice.member.unit, expires_at=now + LATER
    )
    return Everything(day, item, copy, referral, hold, conflict)


def protected() -> list[type[models.Model]]:
    """Return the models of every table of ours, those between others among them."""
    return [
        model
        for label in OURS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    ]


def ids(model: type[models.Model]) -> set[Any]:
    """Return the keys of all rows of a table that can be seen now."""
    return set(model.objects.values_list("pk", flat=True))  # type: ignore[attr-defined]
