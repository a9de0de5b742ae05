"""The demo loses nothing, its report verifies, and its figures follow from the seed alone."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.demo.conftest import Rehearsed

Rehearsals = dict[str, Rehearsed]


def verify(folder: Path) -> int:
    command = [sys.executable, "-m", "actionday_verify", str(folder)]
    return subprocess.run(command, check=False, capture_output=True).returncode


def test_it_ends_well(rehearsals: Rehearsals) -> None:
    for each in rehearsals.values():
        assert each.status == 0, each.said
        assert "lost" not in each.said


def test_what_was_asked_for_is_accounted_for(rehearsals: Rehearsals) -> None:
    has = rehearsals["one"].report["figures"]
    assert has["submissions"] == has["items"] + has["duplicates"] == 60
    assert has["duplicates"] > 0
    assert has["assessed"] == has["referred"] + has["not_referred"] + has["undecided"]
    assert has["assessed"] == has["items"] > has["families"] > 1
    assert has["sent"] == has["referred"] == has["acknowledged"] > 0
    assert has["sent"] == has["upheld"] + has["rejected"] + has["unknown"]
    assert 0 < has["seen_gone"] <= has["upheld"]


def test_every_unit_of_the_day_stands_in_the_report(rehearsals: Rehearsals) -> None:
    day = rehearsals["one"].report["day"]
    assert day["units"] == ["CZ", "DK", "ES", "EUIRU"]
    assert day["initiators"] == ["ES", "EUIRU"]
    assert day["coordinator"] == "EUIRU"
    assert [each["platform"] for each in day["terms"]] == ["plaza"]
    assert day["opened"] < day["closed"] <= day["as_of"]


def test_the_report_verifies_and_a_flipped_byte_does_not(
    rehearsals: Rehearsals, tmp_path: Path
) -> None:
    assert verify(rehearsals["one"].out) == 0
    copy = Path(shutil.copytree(rehearsals["one"].out, tmp_path / "copy"))
    ledger = bytearray((copy / "ledger.jsonl").read_bytes())
    ledger[len(ledger) // 2] ^= 1
    (copy / "ledger.jsonl").write_bytes(ledger)
    assert verify(copy) != 0


def test_the_same_seed_gives_the_same_figures(rehearsals: Rehearsals) -> None:
    """All but `packets`: which copies share one hangs on who settles them within two seconds."""
    one, again = rehearsals["one"].report, rehearsals["again"].report
    del one["figures"]["packets"], again["figures"]["packets"]
    for part in ("figures", "by", "seen", "agreement"):
        assert one[part] == again[part], part


def test_another_seed_and_size_give_others(rehearsals: Rehearsals) -> None:
    one, other = rehearsals["one"].report, rehearsals["other"].report
    assert other["figures"]["submissions"] == 40
    assert other["day"]["units"] == ["CZ", "ES", "EUIRU"]
    for part in ("figures", "by", "agreement"):
        assert one[part] != other[part], part


def test_the_times_are_kept_for_measurements(rehearsals: Rehearsals) -> None:
    for each in rehearsals.values():
        timings = (each.out.parent / "demo" / "timings.json").read_text()
        assert '"day_s"' in timings
        assert '"media_s"' in timings
