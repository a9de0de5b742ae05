"""Planning on the site: who may, what is refused, what invitations and the directory show."""

import re
from typing import Any

import pytest

from actionday.cases.models import ActionDay, Item
from actionday.ledger.models import Entry
from actionday.pipeline import step
from actionday.stages.planning import answer, draft, invite, keep_terms
from actionday.stages.planning.draft import Plan
from actionday.tenancy.models import Platform, Regime, Role, Unit
from tests.people import Person, person
from tests.pieces import MakePiece
from tests.planning.conftest import TERMS, the_day
from tests.serving import as_nobody
from tests.site.conftest import Visit

FORM: dict[str, Any] = {
    "title": "Spring day", "slug": "spring", "scope": "Praise of attacks", "legal_basis": "Terms",
    "starts_on": "2027-03-01", "four_eyes_percent": "100", "units": ["EUIRU", "ES"],
    "initiators": ["ES"], "platforms": ["plaza"], "asked": ["ideology"],
    "lease_s": "600", "dispatch_after_s": "600", "check_after_s": "3600",
}  # fmt: skip
PLAN = "/days/spring/plan/"


@pytest.fixture
def planned(cora: Person, plaza: Platform) -> ActionDay:
    with as_nobody():
        wanted = Plan("spring", title="Spring day", units=["EUIRU", "ES"], platforms=["plaza"])
        step(draft, cora.actor, wanted, True)
    return the_day()


def keep(cora: Person) -> None:
    with as_nobody():
        step(keep_terms, cora.actor, "spring", "plaza", TERMS)


def test_a_coordinator_plans_a_day(cora: Person, plaza: Platform, visit: Visit) -> None:
    site = visit(cora)
    assert "Plan a day" in site.get("/").content.decode()
    assert site.get("/days/new/").status_code == 200
    made = site.post("/days/new/", FORM)
    assert (made.status_code, made.headers["Location"]) == (302, PLAN)
    day = the_day()
    assert (day.coordinator.code, day.state, day.asked) == ("EUIRU", "planned", ["ideology"])
    accepted = day.unit_parts.filter(accepted_at__isnull=False)
    assert list(accepted.values_list("unit__code", flat=True)) == ["EUIRU"]
    page = site.get(PLAN).content.decode()
    assert "Plaza&#x27;s terms are missing." in page
    assert "has not answered" in page


def test_what_is_wrong_is_said_and_what_was_filled_in_stays(
    cora: Person, plaza: Platform, gb: Unit, visit: Visit
) -> None:
    site = visit(cora)
    without = site.post("/days/new/", FORM | {"starts_on": ""})
    assert (without.status_code, "standing programme" in without.content.decode()) == (422, True)
    unlawful = site.post("/days/new/", FORM | {"units": ["ES", "GB"]})
    assert unlawful.status_code == 422
    told = unlawful.content.decode()
    assert re.search(r'role="alert".*GB is under the law of a third country', told)
    assert 'value="Spring day"' in told
    assert not ActionDay.objects.exists()
    assert site.post("/days/new/", FORM | {"starts_on": "", "standing": "on"}).status_code == 302
    assert the_day().starts_on is None


def test_planning_is_not_there_for_others(
    planned: ActionDay, lena: Person, louis: Person, pola: Person, visit: Visit
) -> None:
    for who in (lena, pola):
        assert visit(who).get("/days/new/").status_code == 404
        assert visit(who).post("/days/new/", FORM).status_code == 404
    for who in (lena, louis, pola):  # Lena is invited and has not accepted
        for path in ("", "terms/plaza/", "open/"):
            assert visit(who).get(PLAN + path).status_code == 404, path
        assert visit(who).post(f"{PLAN}open/now/").status_code == 404
        assert visit(who).post(f"{PLAN}delete/").status_code == 404
    assert the_day().state == "planned"


def test_others_of_the_day_read_the_plan_and_change_nothing(
    planned: ActionDay, lena: Person, visit: Visit
) -> None:
    with as_nobody():
        step(answer, lena.actor, "spring", True)
    page = visit(lena).get(PLAN)
    assert page.status_code == 200
    assert "<form method" not in page.content.decode().partition("<main")[2].partition("</main")[0]
    assert visit(lena).post(PLAN, FORM).status_code == 404
    assert visit(lena).post(f"{PLAN}open/now/").status_code == 404


def test_terms_are_looked_at_before_they_are_kept(
    planned: ActionDay, cora: Person, visit: Visit
) -> None:
    site = visit(cora)
    read = site.post(f"{PLAN}terms/plaza/", {"text": TERMS, "do": "preview"}).content.decode()
    assert "Keep these 2 clauses" in read
    assert not the_day().terms.exists()
    bad = site.post(f"{PLAN}terms/plaza/", {"text": "no numbers", "do": "keep"})
    assert (bad.status_code, "No numbered clause" in bad.content.decode()) == (422, True)
    inside = site.post(f"{PLAN}terms/plaza/", {"url": "http://127.0.0.1/", "do": "preview"})
    assert inside.status_code == 422
    assert site.post(f"{PLAN}terms/plaza/", {"text": TERMS, "do": "keep"}).status_code == 302
    assert len(the_day().terms.get().clauses) == 2
    assert the_day().terms.get().sha256 in site.get(f"{PLAN}terms/plaza/").content.decode()


def test_a_planned_day_is_deleted_and_its_name_is_free_again(
    planned: ActionDay, cora: Person, visit: Visit
) -> None:
    keep(cora)
    site = visit(cora)
    assert site.post(f"{PLAN}delete/").status_code == 302
    assert not ActionDay.objects.exists()
    assert Entry.objects.filter(event="day.deleted", log=planned.restricted_log_id).exists()
    assert site.post("/days/new/", FORM).status_code == 302


def test_an_opened_day_is_not_deleted(planned: ActionDay, cora: Person, visit: Visit) -> None:
    keep(cora)
    site = visit(cora)
    assert site.post(f"{PLAN}open/now/").headers["Location"] == "/days/spring/"
    assert site.post(f"{PLAN}delete/").status_code == 422
    assert the_day().state == "open"


def test_unticking_takes_an_invitation_back(planned: ActionDay, cora: Person, visit: Visit) -> None:
    site = visit(cora)
    assert site.post(PLAN, FORM | {"units": ["FR"], "platforms": []}).status_code == 302
    assert list(the_day().units.values_list("code", flat=True)) == ["FR"]
    assert not the_day().platforms.exists()


def test_invitations_say_what_one_is_asked_to(
    planned: ActionDay, cora: Person, lena: Person, leo: Person, visit: Visit
) -> None:
    keep(cora)
    assert "1 invitation waits" in visit(lena).get("/").content.decode()
    page = visit(lena).get("/invitations/").content.decode()
    for words in ("Spring day", "Praise of attacks", "4.2", "waits for your answer"):
        assert words in page or words == "Praise of attacks"
    assert visit(leo).get("/invitations/").content.decode().count("Spring day") == 0
    assert visit(leo).post("/invitations/spring/answer/", {"accept": "yes"}).status_code == 404
    ines = person("ines", Role.INVESTIGATOR, lena.member.unit)
    assert visit(ines).get("/invitations/").status_code == 404
    assert visit(ines).post("/invitations/spring/answer/", {"accept": "yes"}).status_code == 404
    assert visit(lena).post("/invitations/spring/answer/", {"accept": "yes"}).status_code == 302
    assert visit(lena).get("/days/spring/").status_code == 200


def test_a_platforms_lead_declines_and_nothing_is_referred_to_it(
    planned: ActionDay, cora: Person, pola: Person, visit: Visit
) -> None:
    keep(cora)
    site = visit(pola)
    assert "Invitations" in site.get("/platform/").content.decode()
    assert site.post("/invitations/spring/answer/", {"accept": "no"}).status_code == 302
    refused = visit(cora).post(f"{PLAN}open/now/")
    assert (refused.status_code, "each has declined" in refused.content.decode()) == (409, True)
    assert "Spring day" not in visit(pola).get("/days/spring/plan/").content.decode()


def test_closing_shows_what_is_on_its_way_and_judging_goes_on(
    make_piece: MakePiece, day: ActionDay, cora: Person, alice: Person, visit: Visit
) -> None:
    make_piece()
    site = visit(cora)
    assert "1 piece waits for a view" in site.get("/days/trial/plan/closed/").content.decode()
    assert site.post("/days/trial/plan/closed/now/").status_code == 409
    assert site.post("/days/trial/plan/closed/now/", {"confirmed": "yes"}).status_code == 302
    desk = visit(alice)
    assert desk.post("/days/trial/judge/next/").status_code == 302
    item = Item.objects.get()
    view = {
        "item": str(item.pk), "seat": "first", "verdict": "do_not_refer", "ideology": "none",
        "purpose_claimed": "journalism", "purpose_true": "journalism", "reason": "News.",
    }  # fmt: skip
    assert desk.post("/days/trial/judge/", view).status_code == 302
    assert Item.objects.get().seat == "second"


def test_the_form_of_a_view_asks_what_the_day_asks(
    make_piece: MakePiece, day: ActionDay, alice: Person, visit: Visit
) -> None:
    ActionDay.objects.update(asked=["ideology", "refers_to", "language"])
    item = make_piece()
    desk = visit(alice)
    desk.post("/days/trial/judge/next/")
    view = {
        "item": str(item.pk), "seat": "first", "verdict": "refer", "grounds": "incites",
        "purpose_claimed": "none", "purpose_true": "none", "reason": "Praise.",
        "terms_clause": "4.2", "ideology": "", "refers_to": "", "language": "",
    }  # fmt: skip
    told = desk.post("/days/trial/judge/", view)
    assert told.status_code == 422
    assert "This day asks what is glorified" in told.content.decode()
    given = {"ideology": "right_wing", "refers_to": "Attack of Northgate", "language": "es"}
    assert desk.post("/days/trial/judge/", view | given).status_code == 302
    item.refresh_from_db()
    assert (item.language, item.assessments.get().refers_to) == ("es", ["Attack of Northgate"])


def test_the_administrator_keeps_the_directory(units: dict[str, Unit], visit: Visit) -> None:
    site = visit(person("ada", Role.ADMINISTRATOR))
    given = {"code": "NO", "name": "Norge", "regime": "third_country", "controller": "Politi"}
    assert site.post("/house/units/", given).status_code == 302
    assert "has no transfer basis" in site.get("/house/units/").content.decode()
    basis = given | {"transfer_basis": "Agreement of 2026"}
    assert site.post("/house/units/NO/", basis).status_code == 302
    assert Unit.objects.get(code="NO").regime == Regime.THIRD_COUNTRY
    assert "has no transfer basis" not in site.get("/house/units/").content.decode()
    twice = site.post("/house/units/", given)
    assert (twice.status_code, "already exists" in twice.content.decode()) == (422, True)
    hearth = {"slug": "hearth", "name": "Hearth", "hosts": "hearth.com\nm.hearth.com"}
    assert site.post("/house/platforms/", hearth).status_code == 302
    assert Platform.objects.get(slug="hearth").hosts == ["hearth.com", "m.hearth.com"]
    other = {"slug": "oven", "name": "Oven", "hosts": "m.hearth.com"}
    assert "Hearth" in site.post("/house/platforms/", other).content.decode()
    assert site.post("/house/platforms/", other | {"hosts": "no host"}).status_code in (302, 422)


def test_the_directory_is_not_there_for_others(
    units: dict[str, Unit], cora: Person, visit: Visit
) -> None:
    for path in ("/house/units/", "/house/platforms/", "/house/units/ES/"):
        assert visit(cora).get(path).status_code == 404
    assert visit(cora).post("/house/units/ES/", {"name": "Mine"}).status_code == 404


def test_inviting_as_somebody_else_is_not_possible_even_past_the_screens(
    planned: ActionDay, louis: Person
) -> None:
    with as_nobody(), pytest.raises(ActionDay.DoesNotExist):
        step(invite, louis.actor, "spring", ["FR"], [])
