"""Sessions: limits, the list, ending them."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings

from tests.accounts.conftest import SignIn, age
from tests.people import Person


def test_an_idle_session_ends_and_says_why(alice: Person, sign_in: SignIn) -> None:
    client = sign_in(alice)
    age(client, seen=settings.IDLE_S - 60)
    assert client.get("/days/trial/").status_code == 200
    age(client, seen=settings.IDLE_S + 1)
    answer = client.get("/days/trial/pieces/")
    assert answer.headers["Location"] == "/sign-in/?next=%2Fdays%2Ftrial%2Fpieces%2F&ended=idle"
    assert "nothing was done for a while" in client.get(answer.headers["Location"]).content.decode()
    assert client.get("/days/trial/").headers["Location"].startswith("/sign-in/?next=/days/")


def test_a_page_that_asks_by_itself_keeps_no_session_alive(alice: Person, sign_in: SignIn) -> None:
    client = sign_in(alice)
    live = {"HX-Request": "true"}
    age(client, seen=settings.IDLE_S - 5)
    assert client.get("/days/trial/board/live/", headers=live).status_code == 200
    age(client, seen=10)
    assert "ended=idle" in client.get("/days/trial/board/live/", headers=live)["HX-Redirect"]


def test_work_keeps_a_session_alive_but_not_beyond_its_time(alice: Person, sign_in: SignIn) -> None:
    client = sign_in(alice)
    age(client, seen=settings.IDLE_S - 5)
    client.get("/days/trial/")
    age(client, seen=10)
    assert client.get("/days/trial/").status_code == 200
    age(client, began=settings.SESSION_S)
    assert "ended=old" in client.get("/days/trial/")["Location"]


def test_the_list_says_where_and_one_can_be_ended(alice: Person, sign_in: SignIn) -> None:
    here, there = sign_in(alice), sign_in(alice)
    page = here.get("/account/sessions/").content.decode()
    assert page.count("Firefox on Linux") == 2
    assert "from 127.0.0.1" in page
    other = UserSession.objects.get(session_key=there.cookies["session"].value)
    assert here.post(f"/account/sessions/{other.pk}/end/").status_code == 302
    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_signing_out_everywhere_leaves_this_session(alice: Person, sign_in: SignIn) -> None:
    here, others = sign_in(alice), [sign_in(alice) for _nth in range(2)]
    assert here.post("/account/sessions/end-others/").status_code == 302
    assert [each.get("/account/").status_code for each in others] == [302, 302]
    assert here.get("/account/").status_code == 200


def test_nobody_ends_anothers_session(alice: Person, bob: Person, sign_in: SignIn) -> None:
    mine, theirs = sign_in(alice), sign_in(bob)
    session = UserSession.objects.get(session_key=theirs.cookies["session"].value)
    assert mine.post(f"/account/sessions/{session.pk}/end/").status_code == 404
    assert theirs.get("/account/").status_code == 200


def test_when_it_was_last_active_is_noted(alice: Person, sign_in: SignIn) -> None:
    client = sign_in(alice)
    known = UserSession.objects.get()
    long_ago = known.last_seen_at - timedelta(hours=1)
    UserSession.objects.update(last_seen_at=long_ago)
    age(client, seen=120)
    client.get("/account/")
    assert UserSession.objects.get().last_seen_at > long_ago + timedelta(minutes=59)
