"""Finds on the site: links are pasted and each is answered; files are shown before they go in."""

import os
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from actionday.cases.models import ActionDay, Hold, Item, Sighting
from actionday.edge import fetch, uploads
from actionday.ledger.models import Entry
from actionday.tenancy.acting import THE_PROGRAM, acting_as
from actionday.tenancy.models import Role, Unit
from tests.people import Person, person
from tests.pieces import MakePiece
from tests.site.conftest import Visit

PAGE = "/days/trial/finds/"
CLIP = "http://plaza.localhost:8001/v/find{}"


@pytest.fixture(autouse=True)
def plaza_near(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let Plaza's address be one that is taken, although it is on this machine."""
    monkeypatch.setenv("ACTIONDAY_FETCH_ALLOW", "plaza.localhost:8001=127.0.0.1:9")
    fetch.fetcher.cache_clear()
    yield
    fetch.fetcher.cache_clear()


def paste(client: Client, text: str, **more: str) -> str:
    answer = client.post(PAGE, {"links": text} | more)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def statuses(page: str) -> list[str]:
    answers = page.partition('id="a-head"')[2].partition('id="m-head"')[0]
    rows = answers.partition('<ol class="rows">')[2]
    return re.findall(r'<span class="pill (?:look">)?(new|known|held|referred|refused)', rows)


def box(page: str) -> str:
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert found
    return found[1]


def hold(item: Item, who: Person, **more: object) -> Hold:
    until = timezone.now() + timedelta(hours=1)
    facts = {"until": until, "reason": "ongoing"} | more
    with acting_as(THE_PROGRAM):
        return Hold.objects.create(item=item, unit=who.member.unit, member=who.member, **facts)


def test_each_link_is_answered_new_known_referred_or_held(
    visit: Visit, alice: Person, bob: Person, make_piece: MakePiece
) -> None:
    known, sent, held = make_piece(), make_piece(state="sent", seat=""), make_piece()
    copy = make_piece(family=held.family)
    over = make_piece()
    hold(held, alice)
    hold(over, alice, ended_at=timezone.now())
    text = "\n".join(
        [CLIP.format(1), *(each.canonical_url for each in (known, sent, held, copy, over)), "x"]
    )
    page = paste(visit(bob), text)
    assert statuses(page) == ["new", "known", "referred", "held", "held", "known"]
    assert f"/days/trial/pieces/{known.pk}/" in page
    assert "waits for assessment" in page
    assert "ongoing" not in page


def test_a_piece_whose_hold_has_run_out_is_known(
    visit: Visit, alice: Person, bob: Person, make_piece: MakePiece
) -> None:
    item = make_piece()
    hold(item, alice, until=timezone.now() - timedelta(seconds=1))
    assert statuses(paste(visit(bob), item.canonical_url)) == ["known"]


def test_links_are_picked_out_of_a_text_and_what_is_refused_stays_in_the_box(
    visit: Visit, alice: Person
) -> None:
    text = (
        f"Found today: {CLIP.format(1)}, and hxxp://plaza[.]localhost:8001/v/find2.\n"
        "nothing to see here\n"
        "http://elsewhere.example/v/1\n"
    )
    page = paste(visit(alice), text, kind="video", language="es", note="a <b>note</b>")
    assert statuses(page) == ["new", "new", "refused"]
    assert box(page).split("\n") == ["nothing to see here", "http://elsewhere.example/v/1"]
    assert "elsewhere.example is not a platform of this day" in page
    item = Item.objects.get(canonical_url=CLIP.format(2))
    assert (item.language, Sighting.objects.get(item=item).note) == ("es", "a <b>note</b>")
    assert "<b>note</b>" not in page


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [
        ("", {}, "no link in what was pasted"),
        ("no link at all", {}, "no link in what was pasted"),
        (CLIP.format(1), {"language": "Spanish, I think"}, "no language code"),
        ("\n".join(CLIP.format(n) for n in range(1001)), {}, "up to 1000"),
    ],
)
def test_what_cannot_go_in_says_why_and_stays_in_the_box(
    text: str, more: dict[str, str], words: str, visit: Visit, alice: Person
) -> None:
    answer = visit(alice).post(PAGE, {"links": text} | more)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert box(answer.content.decode()) == text
    assert not Item.objects.exists()


def test_a_day_that_is_not_open_takes_nothing_and_says_so(
    visit: Visit, alice: Person, day: ActionDay
) -> None:
    ActionDay.objects.filter(pk=day.pk).update(state="closed")
    answer = visit(alice).post(PAGE, {"links": CLIP.format(1)})
    assert answer.status_code == 409
    assert "not open" in answer.content.decode()
    assert box(answer.content.decode()) == CLIP.format(1)


@pytest.mark.parametrize("role", [Role.INVESTIGATOR, Role.UNIT_LEAD, Role.LEGAL_REVIEWER])
def test_who_works_for_a_unit_of_the_day_submits(
    role: Role, visit: Visit, day: ActionDay, units: dict[str, Unit]
) -> None:
    assert statuses(paste(visit(person("x", role, units["FR"])), CLIP.format(1))) == ["new"]


def test_a_forged_unit_in_the_form_changes_nothing(
    visit: Visit, bob: Person, units: dict[str, Unit]
) -> None:
    paste(visit(bob), CLIP.format(1), unit_id=str(units["ES"].pk), unit="ES", member="1")
    assert Item.objects.get().lead_unit == units["FR"]
    assert Sighting.objects.get().member == bob.member


def test_an_upload_is_kept_for_an_hour(visit: Visit, alice: Person) -> None:
    client = visit(alice)
    where = upload(client, "funde.csv", CSV).headers["Location"]
    path = uploads.folder() / where.split("/")[-2]
    assert path.stat().st_mode & 0o777 == 0o600
    late = path.stat().st_mtime - uploads.KEPT_S - 1
    os.utime(path, (late, late))
    assert client.get(where).status_code == 404
    assert not path.exists()


def test_a_paused_unit_is_told_why(visit: Visit, bob: Person, day: ActionDay) -> None:
    with acting_as(THE_PROGRAM):
        part = day.unit_parts.get(unit=bob.member.unit)
        part.paused_at, part.paused_why = timezone.now(), "Too many rejected."
        part.save()
    answer = visit(bob).post(PAGE, {"links": CLIP.format(1)})
    assert answer.status_code == 409
    assert "Too many rejected." in answer.content.decode()
    assert box(answer.content.decode()) == CLIP.format(1)


def test_for_everybody_else_there_is_nothing(
    visit: Visit, cora: Person, charlie: Person, paula: Person
) -> None:
    assert visit(cora).get(PAGE).status_code == 200
    for who in (charlie, paula):
        for path in (PAGE, f"{PAGE}upload/", f"{PAGE}upload/{'0' * 32}/"):
            assert visit(who).post(path, {"links": CLIP.format(1)}).status_code == 404
        assert visit(who).get(PAGE).status_code == 404
    assert not Item.objects.exists()


def test_a_units_list_is_its_own_and_a_merge_corrects_new_to_known(
    visit: Visit, alice: Person, bob: Person, make_piece: MakePiece
) -> None:
    paste(visit(bob), CLIP.format(1))
    mine = visit(bob).get(PAGE).content.decode().partition('id="m-head"')[2]
    assert 'class="pill new"' in mine
    assert "find1" not in visit(alice).get(PAGE).content.decode()
    item, known = Item.objects.get(), make_piece()
    with acting_as(THE_PROGRAM):
        Sighting.objects.filter(item=item).update(item=known)
        Item.objects.filter(pk=item.pk).update(merged_into=known, state="merged")
    mine = visit(bob).get(PAGE).content.decode().partition('id="m-head"')[2]
    assert 'class="pill known"' in mine
    assert "a short link led here" in mine
    assert statuses(paste(visit(bob), CLIP.format(1))) == ["known"]  # what it led to
    assert Item.objects.count() == 2


def upload(client: Client, name: str, data: bytes) -> HttpResponse:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return client.post(f"{PAGE}upload/", {"file": SimpleUploadedFile(name, data)})


CSV = (
    "Art;Fundstelle;Sprache;Bemerkung\n"
    f"Video;{CLIP.format(1)};de;erstes\n"
    f"Unfug;{CLIP.format(2)};de;\n"
    f"Video;{CLIP.format(3)};Deutsch bitte;\n"
    "Video;;de;\n"
    f"Video;http://elsewhere.example/1;de;Grüße\n"
    f"Video;{CLIP.format(4)};de;Grüße\n"
).encode("cp1252")


def test_a_file_is_shown_with_its_errors_by_row_before_anything_goes_in(
    visit: Visit, alice: Person
) -> None:
    client = visit(alice)
    answer = upload(client, "<i>funde</i>.csv", CSV)
    page = client.get(answer.headers["Location"]).content.decode()
    assert not Item.objects.exists()
    assert "<b>2</b> rows can go in" in page
    assert "<b>4</b> rows cannot" in page
    rows = re.findall(r'<th scope="row">(\d+)</th><td>([^<]+)</td><td>', page)
    assert rows == [("3", "Kind"), ("4", "Language"), ("5", "\N{EN DASH}"), ("6", "Link")]
    assert "Windows-1252" in page
    assert "Grüße" in page
    assert "<i>funde" not in page


def test_the_good_rows_go_in_and_the_file_is_forgotten(
    visit: Visit, alice: Person, day: ActionDay
) -> None:
    client = visit(alice)
    where = upload(client, "funde.csv", CSV).headers["Location"]
    answer = client.post(where, {"url": "1", "kind": "0", "language": "2", "note": "3"})
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    assert "2 rows went in" in page
    assert Item.objects.count() == 2
    assert Sighting.objects.get(item__canonical_url=CLIP.format(4)).note == "Grüße"
    assert client.get(where).status_code == 404
    told = Entry.objects.get(log=day.restricted_log_id, event="upload.submitted")
    assert told.fields["private"]["value"]["rows"] == {"new": 2, "refused": 1}


def test_a_wrong_guess_can_be_corrected(visit: Visit, alice: Person) -> None:
    client = visit(alice)
    data = f"url,other\nhttp://elsewhere.example/1,{CLIP.format(1)}\n".encode()
    where = upload(client, "x.csv", data).headers["Location"]
    assert "<b>0</b> rows can go in" in client.get(where).content.decode()
    page = client.get(f"{where}?url=1&kind=none").content.decode()
    assert "<b>1</b> row can go in" in page
    assert "No column with links" in client.get(f"{where}?url=none").content.decode()


def test_2500_rows_go_in_by_parts_each_once(visit: Visit, alice: Person, day: ActionDay) -> None:
    client = visit(alice)
    data = "url\n" + "\n".join(CLIP.format(n) for n in range(2500))
    where = upload(client, "many.csv", data.encode()).headers["Location"]
    first = client.post(where, {"url": "0"})
    assert "1,000 of 2,500 rows are in" in first.content.decode()
    assert Item.objects.count() == 1000
    assert "part of a thousand rows is in already" in client.get(where).content.decode()
    assert "2,000 of 2,500 rows are in" in client.post(where, {"url": "0"}).content.decode()
    last = client.post(where, {"url": "0"}, headers={"HX-Request": "true"})
    assert last.headers["HX-Redirect"].startswith(f"{PAGE}?upload=")
    assert Item.objects.count() == 2500
    assert Entry.objects.filter(log=day.log_id, event="item.submitted").count() == 2500
    page = client.get(last.headers["HX-Redirect"]).content.decode()
    assert "2,500 rows went in" in page


def test_an_upload_is_for_the_one_who_uploaded_it(visit: Visit, alice: Person, bob: Person) -> None:
    where = upload(visit(alice), "funde.csv", CSV).headers["Location"]
    assert visit(bob).get(where).status_code == 404
    assert visit(bob).post(where, {"url": "1"}).status_code == 404
    assert not Item.objects.exists()
    assert "were in" not in visit(bob).get(f"{PAGE}?upload={where[-33:-1]}").content.decode()


def test_going_back_submits_nothing_and_forgets_the_file(visit: Visit, alice: Person) -> None:
    client = visit(alice)
    where = upload(client, "funde.csv", CSV).headers["Location"]
    assert client.post(where, {"forget": "1"}).headers["Location"] == PAGE
    assert client.get(where).status_code == 404
    assert not (uploads.folder() / where.split("/")[-2]).exists()
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.csv", b"", "No file|empty"),
        ("x.xlsx", b"PK\x03\x04 rubbish", "damaged"),
        ("x.csv", b"url\n" + b"http://a.example/1\n" * 200_000, "200,000 rows"),
        ("x.json", b'{"Event": ', "not valid JSON"),
        ("x.bin", b"\x00\x01\x02", "not a text file"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    name: str, data: bytes, words: str, visit: Visit, alice: Person
) -> None:
    answer = upload(visit(alice), name, data)
    assert answer.status_code == 422
    assert re.search(words, answer.content.decode())


def test_a_file_that_is_too_large_is_refused_before_it_is_read(visit: Visit, alice: Person) -> None:
    answer = upload(visit(alice), "x.csv", b"x" * 11 * 2**20)
    assert answer.status_code == 413
    assert "larger than 10 MB" in answer.content.decode()


def test_a_forged_form_of_another_site_takes_no_file_in(visit: Visit, alice: Person) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = visit(alice)
    client.handler.enforce_csrf_checks = True
    given = {"file": SimpleUploadedFile("x.csv", CSV)}
    assert client.post(f"{PAGE}upload/", given).status_code == 403
