"""The figures of a report, against days small enough to count by hand."""

from typing import Any

import pytest

from actionday.errors import BadInput
from actionday.publication.definitions import definitions
from actionday.publication.figures import report

from .daybook import DAY, Daybook, subject


def told(book: Daybook) -> dict[str, Any]:
    return report(book.lines, book.checkpoint(), 1, None)


def test_a_day_counted_by_hand() -> None:
    book = Daybook()
    book.found("a")
    book.found("b", kind="image", language=None)
    book.found("a", status="known", unit="FR")
    book.found("c", unit="FR")
    book.found("d", unit="FR")
    book.settled("a", ground=["incites", "threatens"])
    book.settled("b", "not_referred", exemption="journalism", ground=[], ideology="none")
    book.settled("c")
    book.sent("a")
    book.sent("c")
    book.tell("referral.acknowledged", "a")
    book.decided("a")
    book.tell("availability.checked", "a", observation="live")
    book.tell("availability.checked", "a", observation="gone")
    book.tell("referral.withdrawn", "c")
    book.tell("complaint.filed", "a")
    book.tell("complaint.decided", "a", outcome="no_change")
    book.tell("complaint.decided", "a", outcome="reinstated")

    assert told(book)["figures"] == {
        "submissions": 5,
        "items": 4,
        "duplicates": 1,
        "families": 0,
        "assessed": 3,
        "referred": 2,
        "not_referred": 1,
        "undecided": 0,
        "exempt": 1,
        "escalated": 0,
        "sent": 2,
        "packets": 1,
        "acknowledged": 1,
        "decided": 1,
        "upheld": 1,
        "rejected": 0,
        "unknown": 1,
        "unanswered": 0,
        "not_locatable": 0,
        "insufficient": 0,
        "already_gone": 0,
        "withdrawn_undecided": 1,
        "seen_gone": 1,
        "withdrawn": 1,
        "complaints": 1,
        "reinstated": 1,
    }
    by = told(book)["by"]
    assert {unit: row["assessed"] for unit, row in by["unit"].items()} == {"ES": 2, "FR": 1}
    assert {key: row["referred"] for key, row in by["ground"].items()} == {
        "incites": 2,
        "threatens": 1,
        "none": 0,
    }
    assert by["language"]["none"]["assessed"] == 1
    assert by["outcome"]["removed_terms"]["upheld"] == 1
    assert by["outcome"]["none"] == {
        "assessed": 2,
        "referred": 1,
        "sent": 1,
        "upheld": 0,
        "rejected": 0,
        "unknown": 1,
        "withdrawn": 1,
        "complaints": 0,
        "reinstated": 0,
    }
    assert told(book)["seen"] == {"removed_terms": {"gone": 1}}


def test_a_merged_item_counts_only_as_submissions() -> None:
    book = Daybook()
    book.found("short link")
    book.found("target")
    book.tell("item.merged", "short link", into="target")
    figures = told(book)["figures"]
    assert (figures["submissions"], figures["items"], figures["duplicates"]) == (2, 1, 1)


def test_families_follow_their_merges_to_the_end() -> None:
    book = Daybook()
    for item, family in zip("abcd", ("f1", "f2", "f3", "f4"), strict=True):
        book.found(item)
        book.tell("item.matched", item, family=subject(family))
    book.tell("family.merged", "f1", into=subject("f2"))
    book.tell("family.merged", "f2", into=subject("f3"))
    assert told(book)["figures"]["families"] == 2


def test_families_merged_in_a_circle_are_refused() -> None:
    book = Daybook()
    book.found("a")
    book.tell("item.matched", "a", family=subject("f1"))
    book.tell("family.merged", "f1", into=subject("f2"))
    book.tell("family.merged", "f2", into=subject("f1"))
    with pytest.raises(BadInput, match="merged into itself"):
        told(book)


def test_the_last_decision_counts_but_the_first_ends_the_wait() -> None:
    book = Daybook()
    book.found("a", at=0)
    book.settled("a")
    book.sent("a", at=60)
    book.decided("a", "removed_terms", at=160.5)
    book.decided("a", "no_action", at=99_999)
    figures, times = told(book)["figures"], told(book)["times"]
    assert (figures["upheld"], figures["rejected"]) == (0, 1)
    wait = {"n": 1, "n_open": 0, "median": 100.5, "p90": 100.5, "within_24h": 1}
    assert times["referral_to_decision_s"] == wait


def test_the_last_settlement_counts() -> None:
    book = Daybook()
    book.found("a")
    book.settled("a", "not_referred", exemption="art", ideology="none", ground=[])
    book.settled("a", ideology="right_wing")
    figures = told(book)["figures"]
    assert (figures["referred"], figures["not_referred"], figures["exempt"]) == (1, 0, 0)
    assert list(told(book)["by"]["ideology"]) == ["right_wing"]


def test_times_use_the_nearest_rank_and_a_clock_set_back_is_zero() -> None:
    book = Daybook()
    for n in range(10):
        book.found(f"item {n}", at=1000)
        book.settled(f"item {n}")
    for n in range(10):
        book.sent(f"item {n}", at=999 if n == 0 else 1000 + n * 20_000)
    book.found("never sent")
    book.settled("never sent")
    assert told(book)["times"]["find_to_referral_s"] == {
        "n": 10,
        "n_open": 1,
        "median": 80_000,
        "p90": 160_000,
        "within_24h": 5,
    }


def test_a_withheld_facet_counts_as_undisclosed() -> None:
    book = Daybook()
    book.found("a")
    book.settled("a")
    book.lines[1]["fields"]["unit"] = {"digest": "00" * 32}
    assert list(told(book)["by"]["unit"]) == ["undisclosed"]


@pytest.mark.parametrize(
    ("event", "fields", "said"),
    [
        ("decision.made", {"outcome": "removed_terms"}, "no submission as new"),
        ("item.submitted", {"status": "known"}, "no submission as new"),
    ],
)
def test_an_item_that_nobody_submitted_is_refused(
    event: str, fields: dict[str, str], said: str
) -> None:
    book = Daybook()
    book.tell(event, "a", **fields)
    with pytest.raises(BadInput, match=f"entry 1, {event}: {said}"):
        told(book)


def test_a_second_referral_of_an_item_is_refused() -> None:
    book = Daybook()
    book.found("a")
    book.sent("a")
    book.sent("a")
    with pytest.raises(BadInput, match=r"entry 3, referral\.sent: the item was sent before"):
        told(book)


def test_a_kept_field_that_is_withheld_is_refused() -> None:
    book = Daybook()
    book.found("a")
    book.decided("a")
    book.lines[2]["fields"]["outcome"] = {"digest": "00" * 32}
    with pytest.raises(BadInput, match=r"entry 2, decision\.made: the field outcome is missing"):
        told(book)


def test_a_checkpoint_over_other_entries_is_refused() -> None:
    book = Daybook()
    checkpoint = book.checkpoint()
    book.found("a")
    with pytest.raises(BadInput, match="covers 1 entries, not 2"):
        report(book.lines, checkpoint, 1, None)


def test_the_sums_of_the_contract_hold_on_a_whole_day(told: dict[str, Any]) -> None:
    f = told["figures"]
    assert f["submissions"] == 2145 == f["items"] + f["duplicates"]
    assert f["assessed"] == f["referred"] + f["not_referred"] + f["undecided"]
    assert f["sent"] == f["upheld"] + f["rejected"] + f["unknown"]
    assert f["unknown"] == (
        f["unanswered"]
        + f["not_locatable"]
        + f["insufficient"]
        + f["already_gone"]
        + f["withdrawn_undecided"]
    )
    assert f["decided"] == f["sent"] - f["unanswered"] - f["withdrawn_undecided"]
    for cut in set(told["by"]) - {"ground"}:
        assert sum(row["sent"] for row in told["by"][cut].values()) == f["sent"], cut


def test_every_figure_is_defined(told: dict[str, Any]) -> None:
    rates = {rate["name"] for rate in told["rates"]}
    waits = {name for each in told["times"].values() for name in each} - {"n"}
    named = {*told["figures"], *told["times"], *waits, *rates, "seen", "agreement", "alpha"}
    assert named <= set(definitions())
    assert all(text.endswith(".") for text in definitions().values())


def test_the_last_amendment_says_what_the_day_is() -> None:
    book = Daybook()
    book.tell("day.amended", "day", day=DAY | {"units": ["DK", "ES", "EUIRU", "FR"]})
    book.tell("day.amended", "day", day=DAY | {"units": ["DK", "ES"], "platforms": ["hearth"]})
    day = told(book)["day"]
    assert (day["units"], day["platforms"]) == (["DK", "ES"], ["hearth"])
    assert day["opened"] == book.lines[0]["leaf"]["time"]
