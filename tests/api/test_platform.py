"""The platform's calls: pull, acknowledge, decide."""

from uuid import UUID

import pytest
from django.utils import timezone

from actionday import pipeline
from actionday.cases.models import Assessment, Decision, Item, Referral
from actionday.ledger.models import Entry
from actionday.stages import refer
from actionday.tenancy.acting import THE_PROGRAM
from tests.people import Person, give_leave
from tests.pieces import MakePiece
from tests.running import Client


@pytest.fixture
def sent(alice: Person, make_piece: MakePiece) -> Item:
    """A piece that was referred to Plaza."""
    return send(alice, make_piece(state="referred", seat=""))


def send(alice: Person, *items: Item) -> Item:
    give_leave(alice, items[0].day)
    for item in items:
        Assessment.objects.create(
            item=item, seat="first", member=alice.member, unit_id=alice.actor.unit, verdict="refer",
            grounds=["incites"], ideology="other", terms_clause="4.2", purpose_claimed="none",
            purpose_true="none", reason="It praises an attack.", at=timezone.now(),
        )  # fmt: skip
    for item in items:
        pipeline.step(refer, THE_PROGRAM, item.pk)
    return items[0]


def test_a_referral_is_pulled_acknowledged_and_decided(
    sent: Item, paula: Person, client: Client
) -> None:
    http = client(paula)
    (referral,) = http.get("/platform/referrals?state=sent").json()["referrals"]
    assert referral["url"] == sent.canonical_url
    assert "unit" not in referral
    path = f"/platform/referrals/{referral['id']}"
    assert (
        http.post(f"{path}/acknowledgement", json={"preserved": True}).json()["status"]
        == "acknowledged"
    )
    decision = {
        "outcome": "removed_terms",
        "terms_clause": "4.2",
        "reason": "Praise.",
        "automated": False,
    }
    assert http.post(f"{path}/decision", json=decision).json()["status"] == "decided"
    events = (
        Entry.objects.filter(subject=sent.subject).order_by("index").values_list("event", flat=True)
    )
    assert list(events)[-3:] == ["referral.sent", "referral.acknowledged", "decision.made"]


def test_the_same_decision_again_changes_nothing_and_another_one_is_a_further_one(
    sent: Item, paula: Person, client: Client
) -> None:
    path = f"/platform/referrals/{Referral.objects.get().pk}/decision"
    http = client(paula)
    said = [
        http.post(path, json={"outcome": outcome}).json()["status"]
        for outcome in ("removed_terms", "removed_terms", "no_action")
    ]
    assert said == ["decided", "unchanged", "decided"]
    assert [each.outcome for each in Decision.objects.all()] == ["removed_terms", "no_action"]


def test_another_platform_sees_and_decides_nothing(
    sent: Item, quentin: Person, client: Client
) -> None:
    http = client(quentin)
    assert http.get("/platform/referrals").json()["referrals"] == []
    path = f"/platform/referrals/{Referral.objects.get().pk}/decision"
    assert http.post(path, json={"outcome": "no_action"}).status_code == 404
    assert not Decision.objects.exists()


def test_in_bulk_each_is_answered(sent: Item, paula: Person, client: Client) -> None:
    good = str(Referral.objects.get().pk)
    nobodys = str(UUID(int=7))
    answer = client(paula).post(
        "/platform/decisions",
        json={
            "decisions": [
                {"referral": nobodys, "outcome": "no_action"},
                {"referral": good, "outcome": "exploded"},
                {"referral": good, "outcome": "no_action"},
            ]
        },
    )
    assert [row["status"] for row in answer.json()["results"]] == ["refused", "refused", "decided"]


def test_the_ready_copies_of_a_family_go_as_one_packet_and_each_once(
    alice: Person, make_piece: MakePiece
) -> None:
    first = make_piece(state="referred", seat="")
    copies = [make_piece(first.family, state="referred", seat="") for _ in range(3)]
    send(alice, first, *copies)
    assert Referral.objects.count() == 4
    assert Referral.objects.values("packet").distinct().count() == 1
    pipeline.step(refer, THE_PROGRAM, first.pk)
    assert Entry.objects.filter(event="referral.sent").count() == 4


def test_pages_follow_the_cursor(
    alice: Person, paula: Person, make_piece: MakePiece, client: Client
) -> None:
    send(alice, *[make_piece(state="referred", seat="") for _ in range(5)])
    http, seen, cursor = client(paula), [], ""
    while cursor is not None:
        answer = http.get(
            f"/platform/referrals?state=sent&limit=2{cursor and '&cursor=' + cursor}"
        ).json()
        seen += [each["id"] for each in answer["referrals"]]
        cursor = answer["cursor"]
    assert sorted(seen) == sorted(str(pk) for pk in Referral.objects.values_list("pk", flat=True))
