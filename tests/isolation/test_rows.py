"""SQL as the serving role: who tries to read another's rows gets none, in every table."""

import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.utils import timezone

from actionday.cases.models import (
    ActionDay,
    Assessment,
    Capture,
    Claim,
    ConflictSide,
    Consultation,
    Decision,
    Escalation,
    Hold,
    Item,
    Referral,
    Regrouping,
    SendingApproval,
    Sighting,
    UnitPart,
)  # fmt: skip
from actionday.ledger.log import Event, append
from actionday.ledger.models import Entry, Log
from actionday.lists.models import HashEntry, HashList, ListChange, Opinion, Tally
from actionday.tenancy.acting import Actor, acting_as
from actionday.tenancy.isolation import OPEN, weaknesses
from actionday.tenancy.models import Invitation, Member, Platform, StoredAnswer, Token, Unit
from tests.isolation.conftest import Cast, machine
from tests.isolation.everything import Everything, ids, protected
from tests.running import free_port
from tests.serving import as_nobody

DIRECTORY = {Unit, Platform, Log}
"""Known to all who are signed in: codes and names, and the origins of logs."""

OF_THE_UNIT = [
    Sighting, Assessment, Claim, Hold, ConflictSide, Escalation, SendingApproval, Capture,
    Consultation, Referral, Regrouping, Decision, Member, Token, StoredAnswer, Invitation, Entry,
    HashList, HashEntry, ListChange, Opinion, Tally,
]  # fmt: skip
"""What another unit of the same day must not see either."""


def of_es(everything: Everything) -> dict[type[models.Model], set[object]]:
    """Return the keys of all rows, table by table; each has some, or the test would prove nothing.

    The people and tokens that are not ES's are left out: they may see themselves.
    """
    rows = {model: ids(model) for model in protected()}
    es = everything.item.lead_unit_id
    rows[Member] = set(Member.objects.filter(unit=es).values_list("pk", flat=True))
    rows[Token] = set(Token.objects.filter(member__unit=es).values_list("pk", flat=True))
    assert all(rows.values()), [model for model, found in rows.items() if not found]
    return rows


def test_every_table_is_protected_or_known_to_be_open(day: object) -> None:
    assert weaknesses() == []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r' AND relforcerowsecurity AND relname LIKE ANY (%s)",
            [list(OPEN)],
        )
        assert cursor.fetchone() == (0,)


def test_with_an_open_table_nothing_is_served(day: object, everything: Everything) -> None:
    from django.db import connections

    with connections["owner"].cursor() as owner:
        owner.execute("CREATE TABLE finds_of_units (n int)")
        try:
            assert any("finds_of_units" in each for each in weaknesses())
            serve = [sys.executable, "-m", "actionday", "serve", "--port", str(free_port())]
            done = subprocess.run(serve, capture_output=True, text=True, timeout=60, check=False)
            assert done.returncode == 2
            assert done.stderr.count("\n") == 1
            assert "finds_of_units" in done.stderr
        finally:
            owner.execute("DROP TABLE finds_of_units")


def test_nobody_sees_nothing(everything: Everything) -> None:
    rows = of_es(everything)
    with as_nobody():
        seen = {model.__name__ for model in rows if ids(model)}
    assert seen == {"Log"}


@pytest.mark.parametrize("who", ["charlie", "karen, coordinator of DK", "quentin"])
def test_who_is_outside_of_the_day_sees_no_row_of_it(
    who: str, everything: Everything, cast: Cast
) -> None:
    rows = of_es(everything)
    with acting_as(cast[who].actor):
        seen = {model for model, mine in rows.items() if ids(model) & mine}
    assert seen <= DIRECTORY


def test_a_machine_from_outside_sees_no_row_of_it(
    everything: Everything, cast: Cast, units: dict[str, Unit]
) -> None:
    rows = of_es(everything)
    hearth = cast["quentin"].member.platform
    assert hearth is not None
    for actor in (machine(units["DK"]), machine(hearth)):
        with acting_as(actor):
            assert {model for model, mine in rows.items() if ids(model) & mine} <= DIRECTORY


@pytest.mark.parametrize("model", OF_THE_UNIT, ids=lambda model: model.__name__)
def test_another_unit_of_the_day_sees_none_of_what_is_the_units(
    model: type[models.Model], everything: Everything, cast: Cast
) -> None:
    rows = of_es(everything)[model]
    with acting_as(cast["bob"].actor):
        assert not ids(model) & rows


def test_it_sees_that_the_piece_is_there_and_whose_it_is(
    everything: Everything, cast: Cast
) -> None:
    with acting_as(cast["bob"].actor):
        item = Item.objects.select_related("lead_unit").get(pk=everything.item.pk)
        assert (item.state, item.lead_unit.code) == ("matched", "ES")


def test_a_platform_sees_its_referral_and_not_who_found_the_piece(
    everything: Everything, cast: Cast
) -> None:
    hidden = (
        Sighting, Assessment, Hold, ConflictSide, Escalation, SendingApproval, Entry, Claim,
        Consultation, HashList, HashEntry, ListChange, Opinion, Tally,
    )  # fmt: skip
    with acting_as(cast["paula"].actor):
        assert ids(Referral) == {everything.referral.pk}
        assert ids(Item) == {everything.item.pk}
        assert not any(ids(model) for model in hidden)
        assert Unit.objects.filter(pk=everything.item.lead_unit_id).count() <= 1


def test_an_administrator_sees_people_and_no_case(everything: Everything, cast: Cast) -> None:
    people = {Member, Invitation, Unit, Platform, Log, Token}
    with acting_as(cast["adam, administrator"].actor):
        assert {model for model in protected() if ids(model)} <= people
        assert ids(Token) == set(Token.objects.filter(member=cast["adam, administrator"].member)
                                 .values_list("pk", flat=True))  # fmt: skip


def test_an_auditor_reads_the_ledger_and_changes_nothing(
    everything: Everything, cast: Cast
) -> None:
    with acting_as(cast["aude, auditor"].actor):
        assert ids(Entry)
        assert Item.objects.update(state="sent") == 0
        assert Hold.objects.update(reason="mine") == 0
        assert Capture.objects.filter(item=everything.item).exists()  # consulted, with a reason
        assert not Capture.objects.exclude(item=everything.item).exists()


def test_a_claim_grants_the_files_of_its_piece_alone(everything: Everything, cast: Cast) -> None:
    bob = cast["bob"]
    with acting_as(bob.actor):
        assert not Capture.objects.exists()
    until = timezone.now() + timedelta(minutes=5)
    claim = Claim.objects.create(
        item=everything.item, seat="second", member=bob.member, expires_at=until
    )
    with acting_as(bob.actor):
        assert Capture.objects.get().item_id == everything.item.pk
    Claim.objects.filter(pk=claim.pk).update(expires_at=timezone.now())
    with acting_as(bob.actor):
        assert not Capture.objects.exists()


def test_others_verdicts_are_seen_once_ones_own_is_saved(
    everything: Everything, cast: Cast
) -> None:
    bob = cast["bob"]
    with acting_as(bob.actor):
        assert not Assessment.objects.exists()
        Assessment.objects.create(
            item=everything.item, seat="second", member=bob.member, unit_id=bob.actor.unit,
            verdict="refer", ideology="other", purpose_claimed="none", purpose_true="none",
            reason="So it does.", at=timezone.now(),
        )  # fmt: skip
        assert Assessment.objects.count() == 2


def forged(bob: Actor, alice: Member, everything: Everything) -> dict[str, object]:
    """Return rows that Bob would like to make in another's name."""
    now = timezone.now()
    item, es = everything.copy, everything.item.lead_unit_id
    url = item.canonical_url
    return {
        "a find as ES": Sighting(item=item, unit_id=es, member=None, url=url, at=now),
        "a find by somebody of ES": Sighting(
            item=item, unit_id=bob.unit, member=alice, url=url, at=now
        ),
        "a view in another's name": Assessment(
            item=item, seat="first", member=alice, unit_id=es, verdict="refer", ideology="other",
            purpose_claimed="none", purpose_true="none", reason="x", at=now,
        ),
        "a hold of ES": Hold(item=item, unit_id=es, member=alice, reason="x", until=now),
        "leave to send for ES": SendingApproval(
            day=everything.day, unit_id=es, member=alice, until=now
        ),
        "a lease for another": Claim(item=item, seat="first", member=alice, expires_at=now),
        "a decision of the platform": Decision(
            referral=everything.referral, outcome="removed_terms", at=now
        ),
        "an entry of the log": Entry(
            log_id=everything.day.log_id, index=999, time=now, event="x.y", subject="0",
            commit="0", fields={}, leaf_hash=b"0",
        ),
        "a token of ES": Token(
            digest=b"x" * 32, label="x", unit_id=es, scopes=["read"]
        ),
        "an item that ES would lead": Item(
            day=everything.day, identity="x", canonical_url="x", platform=item.platform,
            lead_unit_id=es, kind="video", state="submitted", submitted_at=now,
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    "what",
    [
        "a find as ES", "a find by somebody of ES", "a view in another's name", "a hold of ES",
        "leave to send for ES", "a lease for another", "a decision of the platform",
        "an entry of the log", "a token of ES", "an item that ES would lead",
    ],
)  # fmt: skip
def test_the_database_refuses_what_is_forged(what: str, everything: Everything, cast: Cast) -> None:
    row = forged(cast["bob"].actor, cast["alice"].member, everything)[what]
    with pytest.raises((DatabaseError, IntegrityError)), acting_as(cast["bob"].actor):
        row.save(force_insert=True)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "model", [each for each in OF_THE_UNIT if each is not Entry], ids=lambda model: model.__name__
)
def test_nothing_of_another_is_removed(
    model: type[models.Model], everything: Everything, cast: Cast
) -> None:
    rows = of_es(everything)[model]
    with acting_as(cast["bob"].actor):
        assert model.objects.filter(pk__in=rows)._raw_delete("default") == 0  # type: ignore[attr-defined]
    assert rows <= ids(model)


def test_nobody_gives_themselves_a_role(cast: Cast) -> None:
    bob = cast["bob"]
    with pytest.raises(DatabaseError, match="own roles"), acting_as(bob.actor):
        Member.objects.filter(pk=bob.member.pk).update(roles=["coordinator"])
    with acting_as(bob.actor):
        assert Member.objects.filter(pk=bob.member.pk).update(name="Bobby") == 1


def test_a_paused_unit_does_not_end_its_own_pause(cast: Cast, day: ActionDay) -> None:
    UnitPart.objects.update(paused_at=timezone.now())
    lead = cast["elena, lead of ES"].actor
    with pytest.raises(DatabaseError, match="coordinator"), acting_as(lead):
        UnitPart.objects.filter(unit=lead.unit).update(paused_at=None)
    with acting_as(cast["cora"].actor):
        assert UnitPart.objects.filter(day=day).update(paused_at=None) == 3


def test_the_log_cannot_be_changed_by_who_serves(everything: Everything, cast: Cast) -> None:
    log = everything.day.log_id
    with acting_as(cast["alice"].actor):
        append(log, [Event("item.noted", "0" * 32, {})])
    for statement in ("UPDATE ledger_entry SET event = 'x'", "DELETE FROM ledger_entry"):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
