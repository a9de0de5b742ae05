"""The verifier finds every figure that was worked out by hand, and every one that was changed."""

import copy
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from actionday.ledger.entry import Field
from actionday_verify.__main__ import main, walk
from actionday_verify.figures import recompute
from actionday_verify.items import Day
from actionday_verify.tree import Tree

from .conftest import Verify
from .scenario import EXPECTED, FACTS, Scenario, expected, row, write

UNCHECKED = ("version", "supersedes", "definitions")


def test_the_figures_are_those_worked_out_by_hand(day: Scenario, verified: Verify) -> None:
    status, told = verified(day.lines())
    assert status == 0, told
    assert "figures.submissions                        13           13" in told
    assert "not checked: day.version 1\n" in told
    assert "OK: everything fits\n" in told


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value that is neither an object nor a list, and of every empty list."""
    if isinstance(node, dict | list) and node:
        keys = node if isinstance(node, dict) else range(len(node))
        for key in keys:
            if key not in UNCHECKED:
                yield from leaves(node[key], (*path, key))
    else:
        yield path


def changed(value: Any) -> Any:
    return f"{value}x" if isinstance(value, str) else (value or 0) + 1


def at(node: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        node = node[key]
    return node


def dotted(path: tuple[Any, ...]) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)[1:]


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory, day: Scenario) -> tuple[Path, dict[str, Any]]:
    folder = write(tmp_path_factory.mktemp("harbour") / "export", day.lines(), expected())
    return folder, json.loads((folder / "report.json").read_text())


@pytest.mark.parametrize(
    "path", [*leaves(EXPECTED), ("ledger", "size"), ("ledger", "root")], ids=dotted
)
def test_a_changed_value_is_named(
    path: tuple[Any, ...],
    export: tuple[Path, dict[str, Any]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder, report = export[0], copy.deepcopy(export[1])
    for name in ("ledger.jsonl", "checkpoint", "checkpoint.key"):
        (tmp_path / name).symlink_to(folder / name)
    at(report, path[:-1])[path[-1]] = changed(at(report, path))
    (tmp_path / "report.json").write_text(json.dumps(report))
    assert main([str(tmp_path)]) == 1
    errors = [line for line in capsys.readouterr().out.splitlines() if line.startswith("ERROR")]
    assert len(errors) == 1
    assert errors[0].startswith(f"ERROR {dotted(path)}: claimed ")


@pytest.mark.parametrize("name", [*EXPECTED, "ledger"])
@pytest.mark.parametrize("instead", [None, [], {}, 7])
def test_a_missing_or_misshapen_part_is_an_error(
    name: str, instead: Any, day: Scenario, verified: Verify
) -> None:
    def spoil(folder: Path) -> None:
        path = folder / "report.json"
        report = json.loads(path.read_text()) | {name: instead}
        if instead is None:
            del report[name]
        path.write_text(json.dumps(report))

    status, told = verified(day.lines(), spoil=spoil)
    assert status == 1
    assert f"ERROR {name}" in told


def test_what_is_claimed_beyond_the_ledger_is_an_error(day: Scenario, verified: Verify) -> None:
    report = expected()
    report["by"]["unit"]["CC"] = row(1, 0, 0, 0, 0, 0, 0, 0, 0)
    report["remarks"] = "not of this page"
    status, told = verified(day.lines(), report)
    assert status == 1
    assert "ERROR by.unit.CC: does not follow from the ledger" in told
    assert 'not checked: remarks "not of this page"' in told


def test_a_bool_is_no_number(day: Scenario, verified: Verify) -> None:
    report = expected()
    report["figures"]["exempt"] = True
    status, told = verified(day.lines(), report)
    assert status == 1
    assert "ERROR figures.exempt: claimed True, recomputed 1" in told


def test_a_key_that_comes_twice_is_an_error(day: Scenario, verified: Verify) -> None:
    def spoil(folder: Path) -> None:
        path = folder / "report.json"
        path.write_text(path.read_text().replace('"items": 11', '"items": 12, "items": 11'))

    assert verified(day.lines(), spoil=spoil)[0] == 1


def test_every_figure_needs_its_sentence(day: Scenario, verified: Verify) -> None:
    report = expected()
    report["definitions"]["sent"] = "  "
    status, told = verified(day.lines(), report)
    assert status == 1
    assert "ERROR definitions.sent: no sentence" in told


def test_a_public_export_verifies_and_counts_what_it_hides(day: Scenario, verified: Verify) -> None:
    def hidden(name: str, field: Field) -> bool:
        return name == "private" or (name, field["value"]) in (("unit", "AA"), ("kind", "text"))

    report = expected()
    units, kinds = report["by"]["unit"], report["by"]["kind"]
    units["undisclosed"], kinds["undisclosed"] = units.pop("AA"), kinds.pop("text")
    status, told = verified(day.lines(hidden), report)
    assert status == 0, told
    assert "by.unit.undisclosed                        19           19" in told
    assert "withheld: private in 32 entries" in told
    assert "withheld: unit in 6 entries" in told


def test_withheld_packets_count_by_their_digests(day: Scenario, verified: Verify) -> None:
    report = expected()
    report["figures"]["packets"] = 8
    status, told = verified(day.lines(lambda name, _: name == "packet"), report)
    assert status == 0, told


@pytest.mark.parametrize(
    "tell",
    [
        lambda book: None,
        lambda book: book.found("a"),
        lambda book: (book.found("a"), book.tell("item.matched", "a", family=None)),
    ],
    ids=["nothing", "one item", "no family"],
)
def test_a_day_with_next_to_nothing_has_no_medians(
    tell: Callable[[Scenario], object], verified: Verify
) -> None:
    book = Scenario()
    tell(book)
    status, told = verified(book.lines())
    assert status == 1
    assert "times.find_to_referral_s.median: claimed 100, recomputed None" in told
    assert "agreement.alpha: claimed 0.0571, recomputed None" in told
    assert "day.closed: claimed '2026-03-04T15:33:20.000000Z', recomputed None" in told


def test_it_runs_alone(day: Scenario, tmp_path: Path) -> None:
    folder = write(tmp_path / "export", day.lines(), expected())
    script = (
        "import sys; from actionday_verify.__main__ import main; status = main(sys.argv[1:]);"
        "ours = [name for name in sys.modules if name.split('.')[0] in ('actionday', 'django')];"
        "sys.exit(status or len(ours))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "name", ["ledger.jsonl", "checkpoint", "checkpoint.key", "report.json", "."]
)
def test_a_missing_file_is_one_line(
    name: str, day: Scenario, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path / "export", day.lines(), expected())
    if name == ".":
        folder = tmp_path / "nowhere"
    else:
        (folder / name).unlink()
    assert main([str(folder)]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert str(folder) in told


def test_the_last_amendment_says_what_the_day_is() -> None:
    told = Scenario()
    told.found("a")
    told.tell("day.amended", "day", day=FACTS | {"units": ["AA", "BB", "CC", "HQ"]})
    read = Day()
    assert walk(told.lines(), read, Tree(), Counter()) == []
    report = recompute(read)
    assert report["day"]["units"] == ["AA", "BB", "CC", "HQ"]
    assert report["day"]["opened"] == told.leaves[0]["time"]
