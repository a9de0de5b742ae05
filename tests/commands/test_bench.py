"""`actionday bench match` measures, checks, and says which peers are not there."""

import json
from importlib.util import find_spec

import numpy as np

from actionday.commands.benches import hashes
from actionday.commands.benches.rows import Measured
from tests.media.command import actionday, lines

KEYS = ["bench", "case", "n", "data", "unit", "ours", "peer", "theirs", "ratio"]


def test_rows_are_printed_and_written(tmp_path):
    file = tmp_path / "rows.jsonl"
    sizes = ("--sizes", "2000", "--queries", "40", "--data", "random")
    done = actionday("bench", "match", "--json", file, *sizes)
    assert done.returncode == 0, done.stderr
    rows = lines(done)
    assert [json.loads(line) for line in file.read_text().splitlines()] == rows
    assert all(list(each) == KEYS and each["n"] == 2000 for each in rows)
    cases = {each["case"]: each["ours"] for each in rows if each["peer"] is None}
    assert cases["recall"] == 1.0
    assert min(cases["bulk"], cases["single"], cases["build"]) > 0
    assert {"add 1000, visible", "withdraw 1000, visible"} < set(cases)
    for package in ("faiss", "threatexchange"):
        assert (package in done.stderr) == (find_spec(package) is None)


def test_a_ratio_says_how_many_times_better_ours_is():
    seconds = Measured("match", "build", 1, "random", "s")
    assert Measured("match", "bulk", 1, "random", "queries/s").row(300, "other", 100)["ratio"] == 3
    assert seconds.row(2, "other", 1)["ratio"] == 0.5
    assert seconds.row(2)["ratio"] is None


def test_no_size_below_one():
    done = actionday("bench", "match", "--sizes", "0")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--sizes" in done.stderr


def test_a_file_that_cannot_be_written_is_named_before_anything_is_measured(tmp_path):
    done = actionday("bench", "match", "--json", tmp_path / "none/rows.jsonl")
    assert (done.returncode, done.stdout) == (2, "")
    assert "none/rows.jsonl" in done.stderr


def test_hashes_like_those_of_pictures(monkeypatch):
    """Every second query is a copy near its original, and bits go together."""
    monkeypatch.setattr(hashes, "PICTURES", 24)
    known, queries = hashes.make("real", 3000, 60, np.random.default_rng(1))
    assert np.bitwise_count(known).sum(axis=1).tolist() == [128] * 3000
    nearest = [int(np.bitwise_count(known ^ query).sum(axis=1).min()) for query in queries]
    assert sum(distance <= 31 for distance in nearest[::2]) >= 20
    bits = np.unpackbits(known.view(np.uint8), axis=1).astype(np.float32)
    together = np.abs(np.corrcoef(bits.T))[~np.eye(256, dtype=bool)]
    assert together.mean() > 0.05
