"""docs/reference/lists.md: each example is a list that we read, all of the same two entries, and
what its tables name is there."""

import re
from pathlib import Path

import pytest

from actionday.commands.list import VERBS
from actionday.media.listfile import FORMATS, ListEntry, open_list
from tests.lists.fingerprints import BANNER, LOGO, actionday

TEXT = (Path(__file__).resolve().parents[2] / "docs/reference/lists.md").read_text()
EXAMPLES = dict(re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE))


def test_every_format_has_an_example() -> None:
    assert set(EXAMPLES) == set(FORMATS)


@pytest.mark.parametrize("format", FORMATS)
def test_an_example_is_a_list(format: str, tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_text(EXAMPLES[format])
    file = open_list(path)
    rows = list(file.rows)
    assert file.format == format
    assert all(isinstance(row, ListEntry) for row in rows)
    assert [(row.type, row.value[:4]) for row in rows] == [("pdq", "0f0f"), ("sha256", "4355")]
    assert [row.withdrawn for row in rows] == [False, format != "tx"]
    assert format == "tx" or (rows[0].label, rows[0].confidence) == ("A banner", 80)


@pytest.mark.parametrize("format", FORMATS)
def test_an_example_can_be_matched_with(format: str, tmp_path: Path) -> None:
    path = tmp_path / "list"
    path.write_text(EXAMPLES[format])
    status, lines, _said = actionday("match", BANNER, LOGO, "--list", path)
    assert (status, [(line["query"], line["distance"]) for line in lines]) == (0, [(BANNER, 0)])


def test_every_verb_is_told_of() -> None:
    told = set(re.findall(r"^actionday list (\w+)", TEXT, re.MULTILINE))
    assert told == {verb for verb in VERBS if verb}
