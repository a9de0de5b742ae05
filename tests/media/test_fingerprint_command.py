"""`actionday fingerprint` prints one JSON object a fingerprint, and says what it cannot read."""

import os

from actionday.media.image import hash_image
from tests.media.command import actionday, lines
from tests.media.sounds import melody, write_sound


def test_a_folder_is_walked_in_sorted_order(picture, clip, tmp_path):
    (tmp_path / "b").mkdir()
    picture(1).save(tmp_path / "b" / "picture.png")
    clip(tmp_path / "a.mp4", seconds=2)
    (tmp_path / "c.txt").write_text("The March of Fools gathers at noon by the old bridge. " * 3)
    write_sound(tmp_path / "d.wav", melody(1, 5))
    done = actionday("fingerprint", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    found = lines(done)
    assert [(line["media"], line["type"], line["time_s"]) for line in found] == [
        ("video", "vpdq", 0.0),
        ("video", "vpdq", 1.0),
        ("video", "sha256", None),
        ("image", "pdq", None),
        ("image", "sha256", None),
        ("text", "minhash", None),
        ("text", "tlsh", None),
        ("text", "sha256", None),
        ("audio", "chromaprint", None),
        ("audio", "sha256", None),
    ]
    assert list(found[0]) == ["path", "media", "type", "value", "quality", "time_s"]
    still = hash_image(tmp_path / "b" / "picture.png")
    assert (found[3]["value"], found[3]["quality"]) == (still.value, still.quality)
    assert found[3]["path"] == str(tmp_path / "b" / "picture.png")
    assert found[4]["quality"] is None


def test_an_unreadable_file_is_a_line_and_the_others_follow(picture, tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"")
    os.mkfifo(tmp_path / "b")
    picture(1).save(tmp_path / "c.png")
    done = actionday("fingerprint", tmp_path)
    assert done.returncode == 1
    first, second, *rest = lines(done)
    assert first == {"path": str(tmp_path / "a.jpg"), "error": "the file is empty"}
    assert second.keys() == {"path", "error"}
    assert [line["type"] for line in rest] == ["pdq", "sha256"]


def test_a_folder_linked_into_itself_ends(picture, tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path)
    picture(1).save(tmp_path / "picture.png")
    assert len(lines(actionday("fingerprint", tmp_path))) == 2


def test_a_missing_path_stops_before_anything_is_printed(picture, tmp_path):
    picture(1).save(tmp_path / "picture.png")
    done = actionday("fingerprint", tmp_path / "picture.png", tmp_path / "nothing")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert str(tmp_path / "nothing") in done.stderr
