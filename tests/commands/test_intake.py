"""`actionday intake DAY FILE --unit CODE`, as a person runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from actionday.cases.models import ActionDay, Item, Sighting
from actionday.ledger.models import Entry
from tests.pieces import MakePiece
from tests.tables.books import book

CLIP = "http://plaza.localhost:8001/v/cli{}"
Lines = list[dict[str, Any]]


def intake(path: Path, *more: str, day: str = "trial", unit: str = "ES") -> tuple[int, Lines, str]:
    """Run the command: its exit status, its lines, what it said on standard error."""
    command = [sys.executable, "-m", "actionday", "intake", day, str(path), "--unit", unit, *more]
    environment = os.environ | {"ACTIONDAY_FETCH_ALLOW": "plaza.localhost:8001=127.0.0.1:9"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_each_row_of_a_workbook_is_answered(
    day: ActionDay, make_piece: MakePiece, tmp_path: Path
) -> None:
    known = make_piece()
    path = tmp_path / "finds.xlsx"
    rows = [[CLIP.format(1), "es", "a note"], [known.canonical_url, "es", ""]]
    path.write_bytes(book(["Enlace", "Idioma", "Nota"], *rows))
    status, lines, said = intake(path, unit="FR")
    assert (status, [line["row"] for line in lines]) == (0, [2, 3])
    assert [line["status"] for line in lines] == ["new", "known"]
    assert lines[1]["lead_unit"] == "ES"
    assert "1 known, 1 new" in said
    found = Sighting.objects.get(item__canonical_url=CLIP.format(1))
    assert (found.unit.code, found.note, found.item.language) == ("FR", "a note", "es")


def test_bad_rows_are_named_the_others_go_in_and_the_status_is_1(
    day: ActionDay, tmp_path: Path
) -> None:
    path = tmp_path / "finds.csv"
    path.write_text(
        f"url,kind\n{CLIP.format(1)},video\n{CLIP.format(2)},nonsense\n,video\n"
        "http://elsewhere.example/1,\nftp://x,\n"
    )
    status, lines, said = intake(path)
    assert status == 1
    by_row = {line["row"]: line for line in lines}
    assert by_row[2]["status"] == "new"
    assert "kind" in by_row[3]["error"]
    assert all("error" in by_row[row] for row in (4, 5, 6))
    assert "4 refused" in said
    assert Item.objects.count() == 1


def test_a_long_file_goes_in_by_thousands_and_says_how_far_it_is(
    day: ActionDay, tmp_path: Path
) -> None:
    path = tmp_path / "many.txt"
    path.write_text("\n".join(CLIP.format(n) for n in range(1500)))
    status, lines, said = intake(path)
    assert (status, len(lines), Item.objects.count()) == (0, 1500, 1500)
    assert "1,000 of 1,500 rows" in said
    assert Entry.objects.filter(log=day.log_id, event="item.submitted").count() == 1500
    assert Entry.objects.filter(event="upload.submitted").count() == 2


def test_a_partners_event_and_a_named_column(day: ActionDay, tmp_path: Path) -> None:
    event = tmp_path / "event.json"
    attribute = {"type": "url", "value": CLIP.format(1), "comment": "clip"}
    event.write_text(json.dumps({"Event": {"info": "May", "Attribute": [attribute]}}))
    assert [line["status"] for line in intake(event)[1]] == ["new"]
    assert Sighting.objects.get().note == "clip · MISP: May"
    path = tmp_path / "finds.csv"
    path.write_text(f"url,fundort\nhttp://elsewhere.example/1,{CLIP.format(1)}\n")
    status, lines, _said = intake(path, "--column", "url=fundort")
    assert (status, lines[0]["status"]) == (0, "known")


@pytest.mark.parametrize(
    ("text", "given", "words"),
    [
        (f"url\n{CLIP}\n", {"day": "other"}, "no day 'other' here (known: trial)"),
        (f"url\n{CLIP}\n", {"unit": "DK"}, "unit 'DK' takes no part in trial (its units:"),
        (f"url\n{CLIP}\n", {"unit": "XX"}, "unit 'XX' takes no part"),
        ("a,b\n1,2\n", {}, "row 1: no column url among a, b"),
        ("", {}, "empty"),
        (f'url\n"{CLIP}\n', {}, "Row 2"),
        ("url\n" + "http://a.example/1\n" * 200_000, {}, "200,000 rows"),
        ("x" * 11 * 2**20, {}, "at most 10 MB"),
    ],
)
def test_bad_input_is_one_line_and_nothing_goes_in(
    text: str, given: dict[str, str], words: str, day: ActionDay, tmp_path: Path
) -> None:
    path = tmp_path / "finds.csv"
    path.write_text(text)
    status, lines, said = intake(path, **given)
    assert (status, lines, said.count("\n")) == (2, [], 1)
    assert words in said
    assert not Item.objects.exists()


def test_a_missing_file_and_a_closed_day_are_bad_input(day: ActionDay, tmp_path: Path) -> None:
    assert intake(tmp_path / "none.csv")[0] == 2
    ActionDay.objects.update(state="closed")
    path = tmp_path / "finds.csv"
    path.write_text(f"url\n{CLIP.format(1)}\n")
    status, _lines, said = intake(path)
    assert (status, "not open" in said) == (2, True)
