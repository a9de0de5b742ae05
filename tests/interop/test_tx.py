"""The real `tx`: it fetches our export as a `local_file`, finds what we find, and what it prints of
its dataset comes in here."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from actionday.media.listfile import Head, ListEntry, open_list, write_list
from actionday.media.thresholds import RADIUS
from tests.interop.needles import Match, by_looking_at_all, entries, queries
from tests.interop.test_threatexchange import found_by_us

KNOWN, ASKED = entries(60), list(queries(60))
MATCHED = re.compile(r"pdq (\d+) \(ours\)")


class Tx:
    """`tx` with a state of its own."""

    def __init__(self, command: Path, folder: Path) -> None:
        self.command = command
        self.folder = folder

    def __call__(self, *arguments: str | Path) -> str:
        environment = os.environ | {"TX_STATEDIR": str(self.folder / "state")}
        environment.pop("PYTHONPATH", None)
        done = subprocess.run(
            [self.command, *arguments], env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout


@pytest.fixture
def fetched(tx: Path, tmp_path: Path) -> Tx:
    """`tx` with an index of our export."""
    path = tmp_path / "known.tx"
    with path.open("w", encoding="utf-8") as out:
        write_list("tx", Head("needles"), KNOWN, out)
    run = Tx(tx, tmp_path)
    run("config", "collab", "edit", "local_file", "--create", "ours", "--filename", path)
    run("fetch")
    return run


def test_tx_finds_what_we_find(fetched: Tx, tmp_path: Path) -> None:
    asked = ASKED[:80]
    paths = [tmp_path / f"query-{number}" for number in range(len(asked))]
    for path, query in zip(paths, asked, strict=True):
        path.write_text(f"{query}\n")
    out = fetched("match", "--only-signal", "pdq", "--hashes", "--all", "photo", *paths)
    distances = sorted(int(each) for each in MATCHED.findall(out))
    ours: set[Match] = {each for each in found_by_us(tmp_path / "known.tx") if each[0] in asked}
    assert ours == by_looking_at_all(KNOWN, asked, RADIUS)
    assert distances == sorted(bits for _query, _entry, bits in ours)
    assert len(distances) == 8 * 5


@pytest.mark.parametrize("more", [(), ("--csv",), ("-S",), ("-c", "ours")])
def test_its_dataset_comes_in_here(fetched: Tx, tmp_path: Path, more: tuple[str, ...]) -> None:
    dump = tmp_path / "dump"
    dump.write_text(fetched("dataset", "--print-signals", *more))
    rows = list(open_list(dump).rows)
    assert all(isinstance(row, ListEntry) and not row.withdrawn for row in rows)
    assert {row.value for row in rows} == {each.value for each in KNOWN if not each.withdrawn}
