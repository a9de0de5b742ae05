"""The benches of fingerprints give rows as the contract says, and figures that can be believed."""

from importlib.util import find_spec

import pytest

from actionday.commands.benches.fingerprint import of_pictures, of_video
from tests.media.command import actionday, lines

KEYS = ["bench", "case", "n", "data", "unit", "ours", "peer", "theirs", "ratio"]


def test_pictures_are_measured_against_the_decoder_and_one_form(tmp_path):
    rows = of_pictures(tmp_path, (640, 480), "drawn", 1)
    assert [list(each) for each in rows] == [KEYS] * len(rows)
    assert len(rows) == (4 if find_spec("pdqhash") else 2)
    image, forms = rows[:2]
    assert (image["case"], image["peer"]) == ("image 640x480", "decoding alone")
    assert image["ratio"] == pytest.approx(image["theirs"] / image["ours"], abs=0.01)
    assert 0 < image["theirs"] < image["ours"]
    # The bar: eight forms from one decoding, for less than twice the price of one.
    assert (forms["case"], forms["peer"]) == ("eight forms 640x480", "one form")
    assert forms["ratio"] > 0.5


def test_a_video_is_measured_against_decoding_alone(tmp_path):
    (row,) = of_video(tmp_path, 1, seconds=2)
    assert (row["unit"], row["peer"], row["n"]) == ("frames/s", "decoding alone", 50)
    assert 0.7 < row["ratio"] < 1.2


@pytest.fixture(scope="module")
def robustness(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bench")
    command = ("bench", "robustness", "--pictures", "10", "--out", folder / "table.md")
    done = actionday(*command, "--json", folder / "rows.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert (folder / "rows.jsonl").read_text() == done.stdout
    return lines(done), (folder / "table.md").read_text()


def recall(rows, case, unit):
    return next(each["ours"] for each in rows if (each["case"], each["unit"]) == (case, unit))


def test_robustness_says_what_is_found_in_which_way(robustness):
    rows, _table = robustness
    assert all(list(each) == KEYS and each["peer"] is None for each in rows)
    assert recall(rows, "re-encoded, q 30", "recall plain") == 1
    assert recall(rows, "mirrored", "recall plain") == 0
    assert recall(rows, "mirrored", "recall 8 forms") == 1
    assert recall(rows, "border", "recall 8 forms") == 0
    assert recall(rows, "border", "recall trim") == 1
    assert recall(rows, "cropped by 30 %", "recall all") < 1
    assert recall(rows, "trimmed by 1.5 s", "recall plain") == 0
    assert recall(rows, "trimmed by 1.5 s", "recall 4 a second") == 1
    assert recall(rows, "letterboxed", "recall trim") == 1


def test_texts_are_found_by_minhash(robustness):
    rows, _table = robustness
    assert recall(rows, "one word", "recall minhash 80") == 1
    assert recall(rows, "10 % of the words", "recall minhash 80") > 0.9
    assert recall(rows, "20 % of the words", "recall tlsh 30") < 0.2


def test_robustness_says_what_it_costs(robustness):
    rows, _table = robustness
    assert recall(rows, "price", "queries plain") == 1
    assert recall(rows, "price", "queries 8 forms") == 8
    assert recall(rows, "price", "queries all") > 100
    assert recall(rows, "price", "false in a million plain") == 0


def test_the_table_has_every_edit_and_the_command(robustness):
    rows, table = robustness
    assert "bench robustness --pictures 10" in table
    for case in {each["case"] for each in rows} - {"price", "strangers"}:
        assert f"| {case} |" in table


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["fingerprint", "--runs", "0"], "--runs"),
        (["robustness", "--pictures", "9"], "--pictures"),
    ],
)
def test_bad_options_are_refused_in_one_line(options, reason):
    done = actionday("bench", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert reason in done.stderr


def test_a_table_that_cannot_be_written_is_refused_before_anything_is_measured(tmp_path):
    done = actionday("bench", "robustness", "--out", tmp_path / "no" / "table.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
