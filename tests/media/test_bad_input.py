"""Whatever is thrown at it, `actionday fingerprint` says what it is or why not, and goes on."""

from fractions import Fraction

import av
import pytest
from PIL import Image

from actionday.media.image import hash_image
from actionday.media.video import hash_every_frame, hash_video
from tests.media.command import actionday, lines
from tests.media.conftest import hum, paint
from tests.media.test_image import oversized_png


def timed(path, times, **options):
    """A clip whose frames are shown at the given seconds."""
    with av.open(str(path), "w", options=options) as container:
        stream = container.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        stream.codec_context.time_base = Fraction(1, 1000)
        for index, time in enumerate(times):
            frame = av.VideoFrame.from_image(paint(index, 160, 120)).reformat(format="yuv420p")
            frame.pts, frame.time_base = round(time * 1000), Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """One folder of bad files, fingerprinted by one command; what was said of each, by its name."""
    folder = tmp_path_factory.mktemp("bad")
    Image.new("RGB", (1, 1), "red").save(folder / "one.png")
    (folder / "nothing.jpg").write_bytes(b"")
    (folder / "words.jpg").write_text("Nothing but words")
    (folder / "huge.png").write_bytes(oversized_png(50_000, 50_000))
    timed(folder / "long.mp4", [0, 12 * 3600])
    hum(folder / "noise.mp4")
    with (folder / "long.txt").open("wb") as file:
        file.truncate(50_000_000)
        file.write(b"words " * 2000)
    paint(1).save(folder / "whole.jpg", quality=90)
    content = (folder / "whole.jpg").read_bytes()
    (folder / "cut.jpg").write_bytes(content[: len(content) * 9 // 10])
    (folder / "head.jpg").write_bytes(content[:400])
    done = actionday("fingerprint", folder)
    assert done.returncode == 1
    found = {path.name: [] for path in folder.iterdir()}
    for line in lines(done):
        found[line["path"].rpartition("/")[2]].append(line)
    return found, done.stderr


ERRORS = {
    "nothing.jpg": "the file is empty",
    "huge.png": "50000 x 50000 pixels",
    "long.mp4": "longer than 14400 seconds",
    "long.txt": "longer than 10000000 bytes",
    "head.jpg": "the picture",
}


@pytest.mark.parametrize("name", ERRORS)
def test_what_cannot_be_read_is_one_line_that_says_why(outcomes, name):
    (line,) = outcomes[0][name]
    assert line.keys() == {"path", "error"}
    assert ERRORS[name] in line["error"]


def test_a_picture_of_one_pixel_has_the_empty_hash_without_quality(outcomes):
    pdq, digest = outcomes[0]["one.png"]
    assert (pdq["type"], pdq["value"], pdq["quality"]) == ("pdq", "0" * 64, 0)
    assert digest["type"] == "sha256"


def test_a_text_that_calls_itself_a_picture_is_a_text_and_too_short(outcomes):
    assert [(line["media"], line["type"]) for line in outcomes[0]["words.jpg"]] == [
        ("text", "sha256")
    ]
    assert "words.jpg: the text is too short for a fingerprint of likeness" in outcomes[1]


def test_a_video_without_pictures_is_sound(outcomes):
    assert {line["media"] for line in outcomes[0]["noise.mp4"]} == {"audio"}
    assert "noise.mp4: the sound is too short for a fingerprint of likeness" in outcomes[1]


def test_of_a_cut_off_picture_is_hashed_what_decodes(outcomes, distance):
    whole, cut = outcomes[0]["whole.jpg"][0], outcomes[0]["cut.jpg"][0]
    assert 0 < distance(whole["value"], cut["value"]) <= 31
    assert cut["quality"] >= 50
    assert "cut.jpg: a part of it cannot be decoded" in outcomes[1]
    assert "whole.jpg" not in outcomes[1]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "BMP"])
def test_a_cut_off_picture_of_any_format_is_hashed_and_called_damaged(tmp_path, form):
    path = tmp_path / "picture"
    paint(4).save(path, form)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    found = hash_image(path)
    assert found.damaged
    assert found.quality >= 50
    path.write_bytes(content)
    assert not hash_image(path).damaged


def test_the_index_of_a_video_may_stand_at_its_end(tmp_path, distance):
    values = {}
    for place, options in {"end": {}, "start": {"movflags": "faststart"}}.items():
        path = timed(tmp_path / f"{place}.mp4", [n / 5 for n in range(15)], **options)
        content = path.read_bytes()
        assert (content.index(b"moov") > content.index(b"mdat")) == (place == "end")
        values[place] = hash_video(path)
    assert values["end"] == values["start"]
    assert len(values["end"]) == 3


def test_a_variable_frame_rate_is_followed_by_the_clock(tmp_path):
    times = [0, 0.04, 0.08, 0.9, 1.7, 1.74, 1.78, 4.5, 4.6, 5.0]
    path = timed(tmp_path / "clip.mp4", times)
    assert [frame.time_s for frame in hash_every_frame(path)] == pytest.approx(times, abs=0.002)
    # Seconds 0, 1, 2 to 4 (one frame shows them all), 5: the first frame at or after each.
    assert [frame.time_s for frame in hash_video(path)] == pytest.approx([0, 1.7, 4.5, 5], abs=0.01)
