"""The lead's page for sending: what waits, and their leave."""

import pytest

from actionday.cases.models import ActionDay, SendingApproval
from actionday.tenancy.models import Role, Unit
from tests.people import Person, person
from tests.pieces import MakePiece
from tests.site.conftest import Visit


@pytest.fixture
def elena(day: ActionDay, units: dict[str, Unit]) -> Person:
    return person("elena", Role.UNIT_LEAD, units["ES"])


def test_the_lead_sees_what_waits_and_gives_leave(
    make_piece: MakePiece, visit: Visit, elena: Person
) -> None:
    make_piece(state="referred", seat="")
    client = visit(elena)
    text = client.get("/days/trial/sending/").content.decode()
    assert "1 piece" in text
    assert "There is none now" in text
    assert client.post("/days/trial/sending/", {"hours": "4"}).status_code == 302
    assert "What is settled is sent until" in client.get("/days/trial/sending/").content.decode()
    leave = SendingApproval.objects.get()
    assert (leave.unit.code, leave.member) == ("ES", elena.member)
    assert 3.9 < (leave.until - leave.at).total_seconds() / 3600 <= 4


def test_an_investigator_does_not(visit: Visit, alice: Person) -> None:
    assert visit(alice).post("/days/trial/sending/", {"hours": "4"}).status_code == 404
    assert not SendingApproval.objects.exists()
