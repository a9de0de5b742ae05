"""The report through the API, and by the command: both from the log alone, and both verify."""

import subprocess
import sys
from pathlib import Path

from tests.people import Person
from tests.pieces import MakePiece
from tests.running import Client


def test_the_report_counts_what_is_in_the_log(
    alice: Person, make_piece: MakePiece, client: Client
) -> None:
    make_piece()
    first = client(alice).get("/days/trial/report").json()
    make_piece()
    second = client(alice).get("/days/trial/report").json()
    assert [each["figures"]["items"] for each in (first, second)] == [1, 2]
    assert second["day"]["units"] == ["ES", "EUIRU", "FR"]


def test_a_unit_outside_the_day_gets_none(charlie: Person, client: Client) -> None:
    assert client(charlie).get("/days/trial/report").status_code == 404


def test_the_command_writes_what_the_verifier_accepts(
    make_piece: MakePiece, tmp_path: Path
) -> None:
    make_piece()
    out = tmp_path / "out"
    command = [sys.executable, "-m", "actionday", "report", "trial", "--out", str(out)]
    for public in ([], ["--public"]):
        assert subprocess.run([*command, *public], capture_output=True, check=False).returncode == 0
        verify = [sys.executable, "-m", "actionday_verify", str(out)]
        assert subprocess.run(verify, capture_output=True, check=False).returncode == 0


def test_an_unknown_day_is_named_and_nothing_is_written(database: None, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "actionday", "report", "nowhere", "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not out.exists()
