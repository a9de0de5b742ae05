"""`actionday list ...`: what goes in, what comes out, what is refused."""

import json
from pathlib import Path

import pytest

from actionday.lists.models import HashEntry, HashList, ListChange
from tests.lists.fingerprints import BANNER, CLIP, LOGO, actionday, fingerprint, listed

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """A file with a banner, a clip and a logo that is withdrawn."""
    path = tmp_path / "known.csv"
    path.write_text(
        "type,value,label,tlp,confidence,withdrawn\n"
        f"pdq,{BANNER},A banner,green,80,\nvpdq,{CLIP},,,,\npdq,{LOGO.upper()},A logo,,,yes\n"
    )
    return path


def states() -> dict[str, str]:
    """Return how each value stands, as the database has it."""
    return {
        each.value: "withdrawn" if each.withdrawn_at else "valid"
        for each in HashEntry.objects.all()
    }


def test_what_goes_in_comes_out(known: Path, tmp_path: Path) -> None:
    status, lines, said = actionday("list", "import", "banners", known, "--source", "Unit of ES")
    assert (status, lines) == (0, [])
    assert "3 entries: 3 new" in said
    assert said.count("\n") == 1
    assert states() == {BANNER: "valid", CLIP: "valid", LOGO: "withdrawn"}
    out = tmp_path / "out.csv"
    assert actionday("list", "export", "banners", out) == (0, [], "")
    header, banner, clip, logo = out.read_text().splitlines()
    assert header.startswith("type,value,label,source,tlp,")
    assert banner.startswith(f"pdq,{BANNER},A banner,Unit of ES,green,,80,2026-")
    assert (clip[-1], logo.endswith(",true")) == (",", True)
    assert [path.name for path in tmp_path.iterdir()] == ["known.csv", "out.csv"]


def test_no_format_gives_out_as_valid_what_is_withdrawn(known: Path, tmp_path: Path) -> None:
    actionday("list", "import", "banners", known)
    tx, misp, stix = (tmp_path / f"out.{name}" for name in ("tx", "misp", "stix"))
    for path in (tx, misp, stix):
        assert actionday("list", "export", "banners", path)[0] == 0
    assert tx.read_text() == f"pdq {BANNER}\npdq {CLIP}\n"
    attributes = json.loads(misp.read_text())["Event"]["Attribute"]
    assert [(each["deleted"], each["to_ids"]) for each in attributes] == [
        (False, True), (False, True), (True, False),
    ]  # fmt: skip
    indicators = json.loads(stix.read_text())["objects"][-3:]
    assert [each["revoked"] for each in indicators] == [False, False, True]


def test_the_same_file_again_changes_nothing_and_a_changed_one_only_what_it_says(
    known: Path, tmp_path: Path
) -> None:
    actionday("list", "import", "banners", known)
    changes = dict(HashEntry.objects.values_list("value", "change"))
    assert "3 entries: 3 known" in actionday("list", "import", "banners", known)[2]
    assert dict(HashEntry.objects.values_list("value", "change")) == changes
    other = tmp_path / "other.csv"
    other.write_text(f"type,value,confidence,withdrawn\npdq,{BANNER},90,1\npdq,{LOGO},,no\n")
    said = actionday("list", "import", "banners", other)[2]
    assert "2 entries: 2 changed, 1 withdrawn, 1 reinstated" in said
    assert states() == {BANNER: "withdrawn", CLIP: "valid", LOGO: "valid"}
    banner = HashEntry.objects.get(value=BANNER)
    assert (banner.label, banner.confidence, banner.tlp) == ("A banner", 90, "green")


def test_with_replace_what_is_missing_is_withdrawn_and_not_deleted(
    known: Path, tmp_path: Path
) -> None:
    actionday("list", "import", "banners", known)
    fresh = tmp_path / "fresh.tx"
    fresh.write_text(f"pdq {BANNER}\npdq {fingerprint(1)}\npdq 12\n")
    status, lines, said = actionday("list", "import", "banners", fresh, "--replace")
    assert (status, [line["row"] for line in lines]) == (1, [3])
    assert "2 entries: 1 new, 1 known, 1 withdrawn, not in the file, 1 refused" in said
    assert states() == {
        BANNER: "valid", CLIP: "withdrawn", LOGO: "withdrawn", fingerprint(1): "valid",
    }  # fmt: skip


def test_a_bad_row_is_named_and_stops_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    rows = [f"pdq,{fingerprint(number)}" for number in range(25_000)]
    rows[11] = "pdq," + fingerprint(0)[:63]
    rows[20_000] = "pdq,"
    rows[24_999] = f'pdq,"{BANNER}'
    path.write_text("type,value\n" + "\n".join(rows))
    status, lines, said = actionday("list", "import", "banners", path)
    assert status == 1
    assert [line["row"] for line in lines] == [13, 20_002, 25_001]
    assert "leading zeros" in lines[0]["error"]
    assert "24,997 entries: 24,997 new, 3 refused" in said
    assert listed("banners")["valid"] == 24_997


def test_of_several_rows_with_one_value_the_last_one_counts(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    far = "\n".join(f"pdq,{fingerprint(number)},," for number in range(10_500))
    path.write_text(
        f"type,value,label,withdrawn\npdq,{BANNER},one,\npdq,{BANNER.upper()},two,\n"
        f"pdq,{LOGO},,\n{far}\npdq,{LOGO},late,1\nvpdq,{LOGO},,\n"
    )
    assert "10,505 entries: 10,503 new, 2 duplicates" in actionday("list", "import", "b", path)[2]
    assert HashEntry.objects.get(value=BANNER).label == "two"
    assert HashEntry.objects.get(type="pdq", value=LOGO).withdrawn_at


def test_values_too_long_for_an_index_are_entries_too(tmp_path: Path) -> None:
    path = tmp_path / "tunes.csv"
    tune = "AQAD" + "".join(fingerprint(number) for number in range(200))
    path.write_text(f"type,value\nchromaprint,{tune}\nchromaprint,{tune}x\n")
    assert "2 entries: 2 new" in actionday("list", "import", "tunes", path)[2]


def test_our_json_takes_the_whole_list_along(known: Path, tmp_path: Path) -> None:
    more = ("--source", "ES", "--cap", "7", "--licence", "CC0", "--tlp", "TLP:GREEN")
    actionday("list", "import", "banners", known, *more)
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    actionday("list", "export", "banners", first)
    assert actionday("list", "import", "copy", first)[0] == 0
    actionday("list", "export", "copy", second)
    assert second.read_text() == first.read_text().replace('"name": "banners"', '"name": "copy"')
    assert listed("copy") == listed("banners") | {"name": "copy"}


def test_every_format_of_ours_comes_in_again(known: Path, tmp_path: Path) -> None:
    actionday("list", "import", "banners", known)
    for format in ("csv", "misp", "stix"):
        path = tmp_path / f"out.{format}"
        actionday("list", "export", "banners", path, "--format", format)
        said = actionday("list", "import", "banners", path, "--replace")[2]
        assert "3 entries" in said
        assert "new" not in said
        assert "withdrawn" not in said
    assert states() == {BANNER: "valid", CLIP: "valid", LOGO: "withdrawn"}


def test_an_owner_has_its_own_lists(units: object, plaza: object, known: Path) -> None:
    for owner in ("ES", "plaza", "house"):
        assert actionday("list", "import", "banners", known, "--owner", owner)[0] == 0
    assert {each.owner for each in HashList.objects.all()} == {"ES", "plaza", ""}
    status, _lines, said = actionday("list", "export", "banners", "-")
    assert (status, said.count("\n")) == (2, 1)
    assert "several lists 'banners' (of ES, house, plaza)" in said
    assert actionday("list", "import", "banners", known)[0] == 2
    assert [line["owner"] for line in actionday("list")[1]] == ["ES", "plaza", "house"]
    assert len(actionday("list", "show", "banners", "--owner", "plaza")[1]) == 1


def test_a_list_that_is_there_is_meant_whoever_owns_it(units: object, known: Path) -> None:
    actionday("list", "import", "banners", known, "--owner", "ES")
    assert "3 known" in actionday("list", "import", "banners", known)[2]
    assert HashList.objects.get().owner == "ES"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["import", "banners", "{}/none.csv"], "none.csv: No such file"),
        (["import", "ban/ners", "{}/known.csv"], "name: Enter a valid value"),
        (["import", "x" * 81, "{}/known.csv"], "name: "),
        (["import", "banners", "{}/known.csv", "--owner", "XX"], "no unit or platform 'XX'"),
        (["import", "banners", "{}/known.csv", "--tlp", "purple"], "--tlp purple: must be one of"),
        (["import", "banners", "{}/known.csv", "--cap", "0"], "--cap 0: must be 1 or more"),
        (["import", "banners", "{}/known.csv", "--format", "stix"], "known.csv: line 1: not valid"),
        (["import", "banners", "{}/empty.csv"], "empty.csv: the list is empty"),
        (
            ["import", "banners", "{}/bad.csv", "--replace"],
            "bad.csv: no row of the file can be",
        ),
        (["import", "banners", "{}/head.csv", "--replace"], "head.csv: there is no entry in the"),
        (["export", "banners", "-"], "there is no list 'banners' (known: none)"),
        (["show", "banners"], "there is no list 'banners'"),
        (["resume", "banners", BANNER], "there is no list 'banners'"),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_done(
    given: list[str], words: str, known: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.csv").touch()
    (tmp_path / "head.csv").write_text("type,value\n")
    (tmp_path / "bad.csv").write_text("type,value\npdq,12\n")
    status, lines, said = actionday("list", *(each.format(tmp_path) for each in given))
    assert (status, said.count("\n")) == (2, 1)
    assert words in said
    assert [line for line in lines if "row" not in line] == []
    assert not HashList.objects.exists()


def test_an_empty_list_is_a_list(tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    path.write_text("type,value\n")
    assert actionday("list", "import", "none", path)[2] == f"{path}: 0 entries\n"
    assert listed("none")["entries"] == 0
    assert actionday("list", "export", "none", tmp_path / "none.tx")[0] == 0
    assert (tmp_path / "none.tx").read_text() == ""


def test_a_file_of_which_no_row_can_be_used_makes_no_list(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("type,value\npdq,12\npdq,34\n")
    status, lines, said = actionday("list", "import", "bad", path)
    assert (status, len(lines)) == (2, 2)
    assert "no row of the file can be used" in said
    assert not HashList.objects.exists()


def test_what_a_list_is_for_does_not_change(known: Path) -> None:
    assert actionday("list", "import", "logos", known, "--never")[0] == 0
    assert actionday("list", "import", "logos", known)[0] == 0
    assert listed("logos")["kind"] == "never"
    actionday("list", "import", "banners", known)
    status, _lines, said = actionday("list", "import", "banners", known, "--never")
    assert (status, "does not change" in said) == (2, True)


def test_an_export_that_cannot_be_written_leaves_nothing(known: Path, tmp_path: Path) -> None:
    actionday("list", "import", "banners", known)
    status, _lines, said = actionday("list", "export", "banners", tmp_path / "none" / "out.csv")
    assert (status, said.count("\n")) == (2, 1)
    old = tmp_path / "old.csv"
    old.write_text("what was there")
    (tmp_path / "old.csv.part").mkdir()
    assert actionday("list", "export", "banners", old)[0] == 0
    assert "what was there" not in old.read_text()


def test_a_change_is_published_with_each_import(known: Path) -> None:
    actionday("list", "import", "banners", known)
    actionday("list", "import", "banners", known)
    assert list(ListChange.objects.values_list("number", flat=True).order_by("number")) == [1, 2]
