"""One look at a file gives what it is, its fingerprints and safe pictures of it."""

import hashlib
import json

import pytest
from PIL import Image

from actionday.media.examine import examine
from actionday.media.image import hash_image
from actionday.media.limits import Limits
from actionday.media.text import hash_text
from actionday.media.unreadable import UnreadableMedia
from actionday.media.video import hash_video


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def load(path):
    with Image.open(path) as image:
        image.load()
        return image


def sizes(folder):
    return {file.name: load(file).size for file in sorted(folder.iterdir())}


def test_a_picture(picture, tmp_path):
    path = tmp_path / "picture.jpg"
    picture(1, 1600, 1000).save(path)
    found = examine(path, tmp_path / "out")
    pdq, digest = found.fingerprints
    assert (pdq.type, pdq.value) == ("pdq", hash_image(path).value)
    assert (digest.type, digest.value, digest.quality) == ("sha256", sha256(path), None)
    assert (found.media, found.width, found.height) == ("image", 1600, 1000)
    assert found.derivatives == ("poster.jpg", "thumb.jpg")
    assert sizes(tmp_path / "out") == {"poster.jpg": (960, 600), "thumb.jpg": (160, 100)}


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_derivatives_show_the_picture_upright_and_carry_no_metadata(picture, tmp_path, mode):
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "where it was taken"
    upright = picture(2, 300, 400)
    path = tmp_path / "stored"
    stored = upright.transpose(Image.Transpose.ROTATE_90).convert(mode)
    stored.save(path, "JPEG", exif=exif, comment=b"a comment", quality=95)
    found = examine(path, tmp_path / "out")
    assert (found.width, found.height) == (300, 400)
    assert sizes(tmp_path / "out") == {"poster.jpg": (300, 400), "thumb.jpg": (160, 213)}
    poster = load(tmp_path / "out/poster.jpg")
    assert not poster.getexif()
    assert "comment" not in poster.info
    shown, drawn = poster.convert("L").resize((8, 8)), upright.convert("L").resize((8, 8))
    pairs = zip(shown.tobytes(), drawn.tobytes(), strict=True)
    assert max(abs(one - other) for one, other in pairs) < 20


def test_a_video(clip, tmp_path):
    path = clip(tmp_path / "clip.mp4", seconds=3, size=(320, 240))
    found = examine(path, tmp_path / "out")
    *frames, digest = found.fingerprints
    assert [(one.type, one.time_s) for one in frames] == [("vpdq", 0), ("vpdq", 1), ("vpdq", 2)]
    assert [one.value for one in frames] == [one.value for one in hash_video(path)]
    assert (digest.type, digest.value) == ("sha256", sha256(path))
    assert (found.media, found.width, found.height) == ("video", 320, 240)
    assert found.duration_s == pytest.approx(3, abs=0.15)
    assert not found.damaged
    assert found.derivatives == ("poster.jpg", "thumb.jpg", "strip.jpg")
    assert sizes(tmp_path / "out") == {
        "poster.jpg": (320, 240),
        "strip.jpg": (3 * 160, 120),
        "thumb.jpg": (160, 120),
    }


def test_the_strip_of_a_long_video_spreads_over_all_of_it(clip, tmp_path):
    path = clip(tmp_path / "clip.mp4", seconds=35, rate=2)
    found = examine(path, tmp_path / "out")
    assert len(found.fingerprints) == 36
    strip = load(tmp_path / "out/strip.jpg")
    assert strip.size == (9 * 160, 120)
    # Every fourth second is shown: the last picture is that of second 32.
    shown = strip.crop((8 * 160, 0, 9 * 160, 120))
    shown.save(tmp_path / "last.png")
    values = [one.value for one in found.fingerprints[:-1]]
    last = int(hash_image(tmp_path / "last.png").value, 16)
    assert min(range(35), key=lambda n: (int(values[n], 16) ^ last).bit_count()) == 32


def test_a_turned_video_is_shown_and_hashed_upright(clip, tmp_path, distance):
    """A transform in the header (tkhd) turns the picture, as telephones write it."""
    path = clip(tmp_path / "clip.mp4", seconds=1)
    plain = path.read_bytes()
    upright_matrix = b"".join(
        n.to_bytes(4, "big") for n in (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    )
    turned_matrix = b"".join(
        (n % 2**32).to_bytes(4, "big") for n in (0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30)
    )
    at = plain.index(upright_matrix, plain.index(b"tkhd"))
    turned = tmp_path / "turned.mp4"
    turned.write_bytes(plain[:at] + turned_matrix + plain[at + 36 :])
    examine(path, tmp_path / "plain")
    found = examine(turned, tmp_path / "out")
    assert sizes(tmp_path / "out")["strip.jpg"] == (160, 213)
    assert sizes(tmp_path / "out")["poster.jpg"] == (120, 160)
    poster = load(tmp_path / "plain/poster.jpg").transpose(Image.Transpose.ROTATE_270)
    poster.save(tmp_path / "expected.png")
    expected = hash_image(tmp_path / "expected.png")
    assert distance(found.fingerprints[0].value, expected.value) <= 16


def test_a_video_with_a_hole_is_examined_and_called_damaged(clip, tmp_path):
    path = clip(tmp_path / "clip.ts", seconds=3)
    content = bytearray(path.read_bytes())
    hole = slice(len(content) // 3, len(content) // 2)
    content[hole] = bytes(len(content[hole]))
    path.write_bytes(content)
    found = examine(path, None)
    assert found.damaged
    assert [one.time_s for one in found.fingerprints[:-1]] == [0, 1, 2]


def test_sound(tone, tmp_path):
    for name in ("tone.wav", "tone.mp4"):
        path = tone(tmp_path / name)
        found = examine(path, tmp_path / "out")
        assert found.media == "audio"
        assert [one.value for one in found.fingerprints] == [sha256(path)]
        assert found.duration_s == pytest.approx(1, abs=0.2)
        assert found.derivatives == ()


def test_a_text_that_calls_itself_a_video_is_a_text(tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_text("Come to the March of Fools")
    found = examine(path, None)
    assert found.media == "text"
    assert [one.value for one in found.fingerprints] == [hash_text("come to the march of fools")]


def test_the_result_is_plain_json(clip, tmp_path):
    found = examine(clip(tmp_path / "clip.mp4", seconds=1), tmp_path / "out").to_json()
    assert json.loads(json.dumps(found))["fingerprints"][0].keys() == {
        "type",
        "value",
        "quality",
        "time_s",
        "forms",
    }


def test_nothing_is_written_where_no_folder_is_given(picture, tmp_path):
    picture(1).save(tmp_path / "picture.png")
    assert examine(tmp_path / "picture.png", None).derivatives == ()
    assert [file.name for file in tmp_path.iterdir()] == ["picture.png"]


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 100, b"\xff\xfb\x90\x00" + b"\0" * 99, b"RIFF\0\0\0\0WAVE", b"OggS"]
)
def test_bad_input_is_unreadable_and_leaves_nothing(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(UnreadableMedia):
        examine(path, tmp_path / "out")
    assert not list((tmp_path / "out").glob("*"))


def test_limits_reach_every_kind(picture, clip, tmp_path):
    picture(1).save(tmp_path / "picture.png")
    (tmp_path / "words").write_text("words and words")
    tight = Limits(image_pixels=10, frame_pixels=10, text_bytes=10)
    for path in (tmp_path / "picture.png", clip(tmp_path / "clip.mp4"), tmp_path / "words"):
        with pytest.raises(UnreadableMedia, match="10"):
            examine(path, None, tight)


def test_the_decoder_is_the_one_of_the_content(clip, tmp_path):
    """A Matroska file that is called a picture is still a video."""
    path = clip(tmp_path / "clip.mkv", seconds=1).rename(tmp_path / "picture.jpg")
    assert examine(path, None).media == "video"
