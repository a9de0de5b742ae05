"""The piece's page: why each copy is one, and what a person does about it there."""

from typing import Any

from actionday.cases.models import ActionDay, Fingerprint, Item, Regrouping, UnitPart
from actionday.ledger.models import Log
from actionday.tenancy.models import Unit
from tests.families.conftest import Arrive, families
from tests.people import Person
from tests.site.conftest import Visit


def text(answer: Any) -> str:
    """The page with plain spaces and hyphens."""
    return " ".join(answer.content.decode().split()).replace("\N{EN DASH}", "-")


def path(item: Item) -> str:
    return f"/days/trial/pieces/{item.pk}/"


def test_it_says_how_much_is_in_common_and_where_from_both_sides(
    arrive: Arrive, alice: Person, visit: Visit
) -> None:
    original = arrive(*range(1, 41))
    copy = arrive(*range(13, 32))
    shown = text(visit(alice).get(path(copy)))
    assert "0:00-0:19 of this is 0:12-0:31 of that" in shown
    assert "100 % of this is in that, 47 % of that in this" in shown
    shown = text(visit(alice).get(path(original)))
    assert "0:12-0:31 of this is 0:00-0:19 of that" in shown
    assert "47 % of this is in that, 100 % of that in this" in shown


def test_who_judges_it_reads_where_it_matches(arrive: Arrive, alice: Person, visit: Visit) -> None:
    arrive(*range(13, 32))
    whole = arrive(*range(1, 41))
    Item.objects.exclude(pk=whole.pk).update(seat="")
    http = visit(alice)
    http.post("/days/trial/judge/next/")
    assert "0:12-0:31 of this is 0:00-0:19 of that" in text(http.get("/days/trial/judge/"))


def test_taken_out_and_undone_from_the_page(arrive: Arrive, alice: Person, visit: Visit) -> None:
    first, second = arrive(1, 2, 3), arrive(1, 2, 3)
    http = visit(alice)
    assert "It is not the same as these" in text(http.get(path(second)))
    given = {"action": "leave", "reason": "Another song."}
    assert http.post(path(second) + "family/", given).status_code == 302
    assert families(first, second) == [0, 1]
    shown = text(http.get(path(second)))
    assert "A person took it out of its family." in shown
    assert "Another song." in shown
    assert "not the same, a person has said" in shown
    assert http.post(path(second) + "family/", {"action": "undo"}).status_code == 302
    assert families(first, second) == [0, 0]
    assert "A person took it out" not in text(http.get(path(second)))


def test_put_to_another_by_its_address(arrive: Arrive, alice: Person, visit: Visit) -> None:
    first, second = arrive(1, 2, 3), arrive(4, 5, 6)
    http = visit(alice)
    answer = http.post(path(second) + "family/", {"action": "join", "to": "http://nowhere.test/"})
    assert answer.status_code == 422
    assert "No piece of this day has that address" in text(answer)
    assert "http://nowhere.test/" in text(answer)
    given = {"action": "join", "to": first.canonical_url}
    assert http.post(path(second) + "family/", given).status_code == 302
    assert families(first, second) == [0, 0]
    assert "put together by a person" in text(http.get(path(first)))


def test_another_unit_reads_that_it_was_said_and_not_by_whom(
    arrive: Arrive, alice: Person, bob: Person, visit: Visit
) -> None:
    arrive(1, 2, 3)
    second = arrive(1, 2, 3)
    visit(alice).post(path(second) + "family/", {"action": "leave", "reason": "Another song."})
    shown = text(visit(bob).get(path(second)))
    assert "A person took it out of its family." in shown
    assert "Another song." not in shown
    assert 'value="undo"' not in shown
    assert Regrouping.objects.count() == 1


def test_the_same_on_another_day_is_told_to_those_of_both_days(
    *, day: ActionDay, units: dict[str, Unit], arrive: Arrive, alice: Person, bob: Person,
    visit: Visit,
) -> None:  # fmt: skip
    earlier = ActionDay.objects.create(
        slug="earlier", title="The day before", coordinator=units["EUIRU"], state="closed",
        log=Log.objects.create(origin="tests.example/earlier"),
    )  # fmt: skip
    UnitPart.objects.create(day=earlier, unit=units["ES"], accepted_at=day.opened_at)
    item = arrive(1, 2, 3)
    before = Item.objects.create(
        day=earlier, identity="x", canonical_url="http://plaza.localhost:8001/c/before",
        platform=item.platform, lead_unit=units["ES"], kind="video", state="not_referred",
        submitted_at=item.submitted_at,
    )  # fmt: skip
    for each in (item, before):
        Fingerprint.objects.create(item=each, type="sha256", value="ab" * 32)
    shown = text(visit(alice).get(path(item)))
    assert f"/days/earlier/pieces/{before.pk}/" in shown
    assert "The day before" in shown
    others = text(visit(bob).get(path(item)))
    assert "The day before" not in others
    assert str(before.pk) not in others
