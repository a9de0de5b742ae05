"""What of ThreatExchange comes without a compiler: its reader of `local_file`, and its index's
engine (faiss). It reads our export and finds what `actionday match` finds."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from actionday.media.listfile import Head, open_list, write_list
from actionday.media.thresholds import RADIUS
from tests.interop.needles import Match, by_looking_at_all, entries, queries

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of faiss's bindings
KNOWN, ASKED = entries(60), list(queries(60))


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    path = tmp_path / "known.tx"
    with path.open("w", encoding="utf-8") as out:
        write_list("tx", Head("needles"), KNOWN, out)
    return path


def read_by_threatexchange(path: Path) -> list[tuple[str, str]]:
    """Return type and value of each signal that ThreatExchange reads from the file."""
    from threatexchange.exchanges.impl.file_api import (
        FileCollaborationConfig,
        LocalFileSignalExchangeAPI,
    )

    collab = FileCollaborationConfig(
        name="ours", api="local_file", enabled=True, filename=str(path), signal_type=None
    )
    (delta,) = LocalFileSignalExchangeAPI.for_collab(collab).fetch_iter([], None)
    return list(delta.updates)


def found_by_faiss(values: list[str]) -> set[Match]:
    """Return what an exact index of these values finds, at the distances that we hold near."""
    import faiss

    index = faiss.IndexBinaryFlat(256)
    index.add(np.array([list(bytes.fromhex(each)) for each in values], np.uint8))
    asked = np.array([list(bytes.fromhex(each)) for each in ASKED], np.uint8)
    # "Within" is "below" there.
    ends, distances, ids = index.range_search(asked, RADIUS + 1)
    owners = np.repeat(np.arange(len(ASKED)), np.diff(ends).astype(int))
    return {
        (ASKED[owner], values[entry], int(bits))
        for owner, entry, bits in zip(owners, ids, distances, strict=True)
    }


def found_by_us(path: Path) -> set[Match]:
    command = [sys.executable, "-m", "actionday", "match", *ASKED, "--list", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = map(json.loads, done.stdout.splitlines())
    return {(each["query"], each["entry"], each["distance"]) for each in lines}


def test_threatexchange_reads_our_export_and_finds_what_we_find(exported: Path) -> None:
    signals = read_by_threatexchange(exported)
    assert {kind for kind, _value in signals} == {"pdq"}
    assert len(signals) == 48
    theirs = found_by_faiss([value for _kind, value in signals])
    assert theirs == found_by_us(exported) == by_looking_at_all(KNOWN, ASKED, RADIUS)
    assert len(theirs) == 48 * 5


def test_we_read_what_it_reads(exported: Path) -> None:
    ours = [each[:2] for each in open_list(exported).rows]
    assert ours == read_by_threatexchange(exported)
