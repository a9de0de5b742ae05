"""The folder that a report is: complete, the same every time, never half-done."""

import csv
import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from actionday.errors import BadInput
from actionday.publication.export import write
from actionday.publication.figures import report
from actionday.publication.longform import longform

from .daybook import Daybook, canonical, verifier_key

FILES = {
    "report.json",
    "report.html",
    "report.pdf",
    "report.csv",
    "ledger.jsonl",
    "checkpoint",
    "checkpoint.key",
    "statements.json",
}


@pytest.fixture(scope="module")
def folder(day: Daybook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("export") / "deep" / "report"
    write(out, day.lines, day.checkpoint(), verifier_key(), public=True)
    return out


def test_all_files_are_there_and_nothing_else(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == FILES
    assert [path.name for path in folder.parent.iterdir()] == ["report"]
    assert json.loads((folder / "statements.json").read_text()) == {"statements": []}


def test_the_report_can_be_computed_from_the_ledger_beside_it(folder: Path) -> None:
    lines = [json.loads(line) for line in (folder / "ledger.jsonl").read_text().splitlines()]
    checkpoint = (folder / "checkpoint").read_text()
    assert json.loads((folder / "report.json").read_text()) == report(lines, checkpoint, 1, None)


def test_the_redacted_ledger_still_has_the_root_of_the_whole_one(
    folder: Path, day: Daybook
) -> None:
    for line in (folder / "ledger.jsonl").read_text().splitlines():
        entry = json.loads(line)
        digests = {
            name: each.get("digest") or _digest(each) for name, each in entry["fields"].items()
        }
        commit = hashlib.sha256(canonical(digests)).hexdigest()
        assert commit == entry["leaf"]["commit"]
        assert entry["leaf"] == day.lines[entry["leaf"]["index"]]["leaf"]
        assert "value" not in entry["fields"].get("private", {})


def test_the_same_input_gives_the_same_bytes(folder: Path, day: Daybook, tmp_path: Path) -> None:
    write(tmp_path / "again", day.lines, day.checkpoint(), verifier_key(), public=True)
    for name in FILES:
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes(), name


def test_an_existing_folder_keeps_what_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "report.json").write_text("old")
    book = Daybook()
    write(tmp_path, book.lines, book.checkpoint(), verifier_key(), public=False)
    assert {path.name for path in tmp_path.iterdir()} == FILES | {"notes.txt"}
    assert json.loads((tmp_path / "report.json").read_text())["ledger"]["size"] == 1


def test_a_ledger_that_breaks_its_rules_leaves_the_old_report(tmp_path: Path) -> None:
    book = Daybook()
    write(tmp_path, book.lines, book.checkpoint(), verifier_key(), public=False)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    book.decided("nobody submitted this")
    with pytest.raises(BadInput):
        write(tmp_path, book.lines, book.checkpoint(), verifier_key(), public=False)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    book = Daybook()
    with pytest.raises(BadInput, match="file"):
        write(tmp_path / "file", book.lines, book.checkpoint(), verifier_key(), public=False)


def test_the_table_has_every_number_and_no_formula(day: Daybook) -> None:
    book = Daybook(title='=HYPERLINK("http://a.test")', units=["@SUM"])
    book.found("a", unit="@SUM", language="-1+1")
    book.settled("a")
    told = report(book.lines, book.checkpoint(), 1, None)
    rows = list(csv.DictReader(longform(told).splitlines()))
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "@", "-", "+"))]
    figures = {row["name"]: int(row["number"]) for row in rows if row["section"] == "figures"}
    assert figures == told["figures"]
    rates = [row for row in rows if row["section"] == "rates"]
    assert all(row["of"] != "" and row["as_of"] for row in rates)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_the_pdf_opens_and_reads_like_the_page(folder: Path) -> None:
    path = str(folder / "report.pdf")
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    words = " ".join(text.stdout.split())
    figures = json.loads((folder / "report.json").read_text())["figures"]
    assert f"Eleven countries referred {figures['referred']:,} pieces of suspected" in words
    assert "A removal is not proof that a referral was right." in words
    assert "What these figures do not say" in words


def test_the_pdf_says_what_it_conforms_to_and_carries_the_figures(folder: Path) -> None:
    raw = (folder / "report.pdf").read_bytes()
    assert b"<pdfaid:part>3</pdfaid:part>" in raw
    assert b"<pdfuaid:part>1</pdfuaid:part>" in raw
    assert b"(report.json)" in raw


def _digest(field: dict[str, str]) -> str:
    return hashlib.sha256(bytes.fromhex(field["salt"]) + canonical(field["value"])).hexdigest()
