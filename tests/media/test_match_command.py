"""`actionday match` finds what is in a list, and only what is valid there."""

import pytest
from PIL import Image

from actionday.commands import match
from actionday.commands.match import Look
from actionday.media.image import hash_image
from actionday.media.listfile import ListEntry
from actionday.media.video import hash_video
from tests.media.command import actionday, lines

HASH = "0f" * 32


def value_of(image, folder):
    image.save(folder / "original.png")
    return hash_image(folder / "original.png").value


@pytest.fixture
def listed(tmp_path, picture):
    """A list with one picture, and a query that is the picture smaller and in JPEG."""
    value = value_of(picture(1), tmp_path)
    path = tmp_path / "known.csv"
    path.write_text(f"type,value,label,withdrawn\npdq,{value},banner,\npdq,{HASH},,false\n")
    picture(1).resize((240, 180)).save(tmp_path / "query.jpg", quality=80)
    return path, value


def test_a_picture_is_found_with_all_that_is_told_about_it(listed, tmp_path):
    path, value = listed
    done = actionday("match", tmp_path / "query.jpg", "--list", path)
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = lines(done)
    assert 0 <= line.pop("distance") <= 31
    assert line == {
        "query": str(tmp_path / "query.jpg"),
        "entry": value,
        "transform": "none",
        "label": "banner",
        "list": "known.csv",
    }


def test_the_radius_decides(listed):
    path, _value = listed
    off = f"{int(HASH, 16) ^ 0xFF:064x}"
    assert lines(actionday("match", off, "--list", path, "--radius", "7")) == []
    (line,) = lines(actionday("match", off, "--list", path, "--radius", "8"))
    assert (line["query"], line["distance"], line["entry"]) == (off, 8, HASH)


def test_a_turned_picture_is_found_only_with_dihedral(listed, picture, tmp_path):
    path, value = listed
    picture(1).transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(tmp_path / "turned.png")
    assert lines(actionday("match", tmp_path / "turned.png", "--list", path)) == []
    done = actionday("match", tmp_path / "turned.png", "--list", path, "--dihedral")
    assert [(line["entry"], line["transform"]) for line in lines(done)] == [(value, "flipy")]


def test_a_bare_hash_is_turned_too(listed, picture, tmp_path):
    path, value = listed
    turned = value_of(picture(1).transpose(Image.Transpose.FLIP_LEFT_RIGHT), tmp_path)
    done = actionday("match", turned, "--list", path, "--dihedral")
    assert [(line["entry"], line["transform"]) for line in lines(done)] == [(value, "flipy")]


def test_each_frame_of_a_video_is_looked_for(clip, tmp_path):
    path = clip(tmp_path / "clip.mp4", seconds=3)
    frames = hash_video(path)
    known = tmp_path / "known.tx"
    known.write_text(f"vpdq {frames[0].value}\n\nVPDQ {frames[2].value}\n")
    found = lines(actionday("match", path, "--list", known))
    assert [(line["entry"], line["distance"], line["time_s"]) for line in found] == [
        (frames[0].value, 0, 0.0),
        (frames[2].value, 0, 2.0),
    ]


def test_withdrawn_entries_never_match(tmp_path):
    path = tmp_path / "known.csv"
    path.write_text(f"value,type,withdrawn\n{HASH},pdq,true\n{HASH},pdq,yes\n{HASH},pdq,1\n")
    done = actionday("match", HASH, "--list", path, "--radius", "256")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_picture_without_detail_is_not_matched_and_that_is_said(tmp_path):
    Image.new("RGB", (64, 64), "grey").save(tmp_path / "flat.png")
    value = hash_image(tmp_path / "flat.png").value
    (tmp_path / "known.tx").write_text(f"pdq {value}\n")
    done = actionday("match", tmp_path / "flat.png", "--list", tmp_path / "known.tx")
    assert (done.returncode, done.stdout) == (0, "")
    assert "quality below 50" in done.stderr
    assert "flat.png" in done.stderr


def test_entries_of_other_types_are_not_searched_and_that_is_said(tmp_path):
    (tmp_path / "known.tx").write_text(f"pdq {HASH}\nsha256 {HASH}\n")
    done = actionday("match", HASH, "--list", tmp_path / "known.tx")
    assert len(lines(done)) == 1
    assert "sha256" in done.stderr


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ("type,value\npdq,12", "row 2"),
        (f"type,value\npdq,{HASH}\npdq,{HASH[:-1]}g\n", "row 3"),
        (f"type,value\npdq,{HASH},more\n", "row 2"),
        (f"type,value,withdrawn\npdq,{HASH},perhaps\n", "row 2"),
        (f"type,hash\npdq,{HASH}\n", "row 1"),
        (f'type,value\npdq,"{HASH}\n', "row 2"),
        (f"pdq {HASH}\npdq\n", "row 2"),
        (f"pdq {HASH}\n\nvpdq {HASH[1:]}\n", "row 3"),
        ("", "empty"),
        ("\udcff", "UTF-8"),
    ],
)
def test_a_malformed_list_names_file_and_row_and_nothing_is_matched(tmp_path, content, row):
    path = tmp_path / "known.csv"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    done = actionday("match", HASH, "--list", path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert str(path) in done.stderr
    assert row in done.stderr


@pytest.mark.parametrize("query", ["nothing", "words", "empty", "12", "."])
def test_a_query_that_cannot_be_used_is_named_and_nothing_is_printed(tmp_path, query):
    (tmp_path / "words").write_text("The March of Fools")
    (tmp_path / "empty").touch()
    (tmp_path / "known.tx").write_text(f"pdq {HASH}\n")
    done = actionday("match", HASH, query, "--list", "known.tx", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"actionday match: {query}: ")
    assert done.stderr.count("\n") == 1


def test_a_radius_beyond_the_hash_is_refused(listed):
    done = actionday("match", HASH, "--list", listed[0], "--radius", "257")
    assert done.returncode == 2
    assert "257" in done.stderr


def test_a_missing_list_is_named(tmp_path):
    done = actionday("match", HASH, "--list", tmp_path / "nothing.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing.csv" in done.stderr


def test_a_list_with_a_header_alone_matches_nothing(tmp_path):
    (tmp_path / "known.csv").write_text("type,value\n")
    done = actionday("match", HASH, "--list", tmp_path / "known.csv")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_long_list_gives_the_same_lines_sorted_or_not(monkeypatch):
    entries = [ListEntry("pdq", f"{1 << bit:064x}", f"bit {bit}") for bit in range(64)]
    looks = [Look("query", "none", f"{number:064x}", time_s=1.5) for number in (0, 3, 2**70)]
    plain = list(match.matches(looks, entries, 2))
    monkeypatch.setattr(match, "WORTH_SORTING", 0)
    assert list(match.matches(looks, entries, 2)) == plain
    assert len(plain) == 64 + 2 + 64
    assert plain[0] == {
        "query": "query",
        "entry": f"{1:064x}",
        "distance": 1,
        "transform": "none",
        "time_s": 1.5,
        "label": "bit 0",
    }
