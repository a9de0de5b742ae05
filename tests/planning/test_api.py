"""A day's whole life through the API: planned, answered, opened, amended, closed, published."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from actionday.cases.models import ActionDay
from actionday.ledger.models import Entry
from actionday.stages.report import build
from actionday.tenancy.models import Platform, Role, Unit
from actionday_verify.__main__ import main as verify
from tests.people import Person, person
from tests.planning.conftest import TERMS, the_day
from tests.running import Client

PLAN: dict[str, Any] = {
    "slug": "spring",
    "title": "Spring day",
    "scope": "Praise of attacks",
    "legal_basis": "Terms of service",
    "starts_on": "2027-03-01",
    "ends_on": "2027-03-02",
    "initiators": ["ES", "EUIRU"],
    "units": ["ES", "FR"],
    "platforms": ["plaza"],
    "asked": ["refers_to"],
}
ACCEPT, DECLINE = {"accept": True}, {"accept": False}
DAY = "/days/spring"


@pytest.fixture
def planned(cora: Person, plaza: Platform, client: Client) -> httpx.Client:
    """A planned day, with Plaza's terms; Cora's client."""
    http = client(cora)
    assert http.post("/days", json=PLAN).status_code == 200
    assert http.put(f"{DAY}/terms/plaza", json={"text": TERMS}).status_code == 200
    return http


def events(day: ActionDay, restricted: bool = False) -> list[str]:
    log = day.restricted_log_id if restricted else day.log_id
    return list(Entry.objects.filter(log=log).order_by("index").values_list("event", flat=True))


def test_the_life_of_a_day(
    *,
    planned: httpx.Client,
    lena: Person,
    louis: Person,
    pola: Person,
    client: Client,
    tmp_path: Path,
) -> None:
    refused = planned.post(f"{DAY}/opening")
    assert (refused.status_code, "No unit has accepted" in refused.text) == (409, True)
    assert client(lena).get(DAY).status_code == 404  # invited, but it does not take part yet
    assert client(lena).post(f"{DAY}/acceptance", json=ACCEPT).json()["accepted"] is True
    assert client(pola).post(f"{DAY}/acceptance", json=ACCEPT).status_code == 200
    assert planned.post(f"{DAY}/opening").json() == {"slug": "spring", "state": "open"}
    assert client(louis).post(f"{DAY}/acceptance", json=ACCEPT).status_code == 200
    assert planned.get(f"{DAY}/report").json()["day"]["units"] == ["ES", "FR"]
    assert planned.post(f"{DAY}/publication").status_code == 409
    assert planned.post(f"{DAY}/closing").json()["state"] == "closed"
    assert planned.post(f"{DAY}/publication").json()["state"] == "published"

    day = the_day()
    assert events(day) == [
        "day.opened", "unit.accepted", "day.amended", "day.closed", "day.published",
    ]  # fmt: skip
    assert events(day, restricted=True) == [
        "unit.invited", "unit.invited", "platform.invited", "day.planned", "terms.kept",
        "unit.accepted", "platform.accepted",
    ]  # fmt: skip
    assert None not in (day.opened_at, day.closed_at, day.published_at)
    build(day, tmp_path / "report")
    assert verify([str(tmp_path / "report")]) == 0


@pytest.mark.parametrize(
    ("change", "status", "word"),
    [
        ({"units": ["ES", "GB"]}, 409, "GB is under the law of a third country"),
        ({"units": ["ES", "XX"]}, 422, "XX"),
        ({"platforms": ["nowhere"]}, 422, "nowhere"),
        ({"slug": "Spring Day"}, 422, "slug"),
        ({"slug": "new"}, 422, "slug"),
        ({"title": " "}, 422, "title"),
        ({"starts_on": "2027-03-03"}, 422, "ends_on"),
        ({"four_eyes_percent": 101}, 422, "four_eyes_percent"),
        ({"asked": ["taste"]}, 422, "asked"),
        ({"state": "open"}, 422, "state"),
        ({"coordinator": "ES"}, 422, "coordinator"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_nothing_is_kept(
    *, change: dict[str, Any], status: int, word: str,
    cora: Person, plaza: Platform, gb: Unit, client: Client,
) -> None:  # fmt: skip
    answer = client(cora).post("/days", json=PLAN | change)
    assert (answer.status_code, word in answer.json()["detail"]) == (status, True), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert not ActionDay.objects.exists()


def test_who_may_not_plan(lena: Person, pola: Person, client: Client) -> None:
    assert client(lena).post("/days", json=PLAN).status_code == 403
    assert client(pola).post("/days", json=PLAN).status_code == 403
    assert client().post("/days", json=PLAN).status_code == 401


def test_another_coordinator_neither_sees_nor_changes_the_plan(
    planned: httpx.Client, louis: Person, units: dict[str, Unit], client: Client
) -> None:
    other = client(person("nora", Role.COORDINATOR, units["DK"]))
    for http in (other, client(louis)):  # louis is invited
        assert http.put(DAY, json={"title": "Mine"}).status_code == 404
        assert http.post(f"{DAY}/parts", json={"units": ["DK"]}).status_code == 404
        assert http.put(f"{DAY}/terms/plaza", json={"text": "1 x"}).status_code == 404
        assert http.post(f"{DAY}/opening").status_code == 404
    assert other.post(f"{DAY}/acceptance", json=ACCEPT).status_code == 404
    taken = other.post("/days", json=PLAN | {"units": ["DK"]})
    assert (taken.status_code, "taken" in taken.text) == (409, True)
    assert the_day().title == "Spring day"


def test_who_does_not_lead_does_not_answer(
    planned: httpx.Client, units: dict[str, Unit], client: Client
) -> None:
    ines = person("ines", Role.INVESTIGATOR, units["ES"])
    assert client(ines).post(f"{DAY}/acceptance", json=ACCEPT).status_code == 403
    assert not the_day().unit_parts.filter(accepted_at__isnull=False).exists()


def test_a_basis_lost_since_the_invitation_refuses_acceptance_and_opening(
    planned: httpx.Client, lena: Person, louis: Person, units: dict[str, Unit], client: Client
) -> None:
    client(louis).post(f"{DAY}/acceptance", json=ACCEPT)
    Unit.objects.filter(code__in=("ES", "FR")).update(controller="")
    refused = client(lena).post(f"{DAY}/acceptance", json=ACCEPT)
    assert (refused.status_code, "ES names no controller" in refused.text) == (409, True)
    opening = planned.post(f"{DAY}/opening")
    assert (opening.status_code, "FR names no controller" in opening.text) == (409, True)
    assert the_day().state == "planned"


def test_the_opening_says_all_that_is_missing(
    cora: Person, plaza: Platform, client: Client
) -> None:
    http = client(cora)
    http.post("/days", json=PLAN)
    said = http.post(f"{DAY}/opening").json()["detail"]
    assert "No unit has accepted" in said
    assert "Plaza's terms are missing" in said


def test_declining_keeps_a_unit_out_and_can_be_thought_over(
    planned: httpx.Client, lena: Person, louis: Person, client: Client
) -> None:
    http = client(lena)
    assert http.post(f"{DAY}/acceptance", json=DECLINE).status_code == 200
    client(louis).post(f"{DAY}/acceptance", json=ACCEPT)
    planned.post(f"{DAY}/opening")
    assert planned.get(f"{DAY}/report").json()["day"]["units"] == ["FR"]
    find = {"items": [{"url": "http://plaza.localhost:8001/v/1"}]}
    assert http.post(f"{DAY}/items", json=find).status_code == 404
    assert http.post(f"{DAY}/acceptance", json=ACCEPT).status_code == 200
    assert http.post(f"{DAY}/items", json=find).json()["results"][0]["status"] == "new"
    assert http.post(f"{DAY}/acceptance", json=DECLINE).status_code == 409


def test_an_open_day_takes_more_units_but_stands_otherwise(
    planned: httpx.Client, lena: Person, client: Client
) -> None:
    client(lena).post(f"{DAY}/acceptance", json=ACCEPT)
    planned.post(f"{DAY}/opening")
    assert planned.put(DAY, json={"units": ["DK"], "lease_s": 60}).status_code == 200
    assert set(the_day().units.values_list("code", flat=True)) == {"ES", "FR", "DK"}
    for change in ({"title": "Other"}, {"asked": []}, {"four_eyes_percent": 1}, {"initiators": []}):
        assert planned.put(DAY, json=change).status_code == 409, change
    assert planned.put(f"{DAY}/terms/plaza", json={"text": "1 Anything"}).status_code == 409
    assert planned.post(f"{DAY}/closing").status_code == 200
    assert planned.post(f"{DAY}/parts", json={"units": ["ES"]}).status_code == 409


def test_a_platform_joins_an_open_day_with_its_terms(
    planned: httpx.Client, lena: Person, client: Client
) -> None:
    client(lena).post(f"{DAY}/acceptance", json=ACCEPT)
    planned.post(f"{DAY}/opening")
    Platform.objects.create(slug="hearth", name="Hearth", hosts=["hearth.com"])
    planned.post(f"{DAY}/parts", json={"platforms": ["hearth"]})
    find = {"items": [{"url": "https://hearth.com/v/1"}]}
    assert "not a platform of this day" in client(lena).post(f"{DAY}/items", json=find).text
    kept = planned.put(f"{DAY}/terms/hearth", json={"clauses": [
        {"number": "1", "title": "Peace", "text": "Keep it."},
    ]})  # fmt: skip
    assert kept.json()["clauses"] == 1
    day = planned.get(f"{DAY}/report").json()["day"]
    assert day["platforms"] == ["hearth", "plaza"]
    assert {"platform": "hearth", "sha256": kept.json()["sha256"]} in day["terms"]


def test_a_day_with_pieces_on_their_way_is_closed_only_when_that_is_meant(
    planned: httpx.Client, lena: Person, client: Client
) -> None:
    http = client(lena)
    http.post(f"{DAY}/acceptance", json=ACCEPT)
    planned.post(f"{DAY}/opening")
    find = {"items": [{"url": "http://plaza.localhost:8001/v/1"}]}
    http.post(f"{DAY}/items", json=find)
    refused = planned.post(f"{DAY}/closing")
    assert (refused.status_code, "1 piece waits for capture" in refused.text) == (409, True)
    assert planned.post(f"{DAY}/closing", json={"confirmed": True}).status_code == 200
    assert http.post(f"{DAY}/items", json=find).status_code == 409
    assert "Confirm" in planned.post(f"{DAY}/publication").json()["detail"]
    assert planned.post(f"{DAY}/publication", json={"confirmed": True}).status_code == 200
