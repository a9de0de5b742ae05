"""Videos give one hash a second that equals the reference's, and only from one decoding."""

import statistics

import av
import pytest
from PIL import Image

from actionday.media.image import hash_image_dihedral
from actionday.media.limits import Limits
from actionday.media.unreadable import UnreadableMedia
from actionday.media.video import hash_every_frame, hash_video, read_frames


@pytest.mark.parametrize(
    "name", ["doorknob-hd-no-bar", "pattern-sd-grey-bar", "pattern-sd-with-small-logo-bar"]
)
def test_every_frame_equals_the_reference(reference, distance, name):
    lines = (reference / f"vpdq/{name}.txt").read_text().split()
    wanted = [line.split(",") for line in lines]
    found = list(hash_every_frame(reference / f"vpdq/{name}.mp4"))
    assert len(found) == len(wanted)
    apart = []
    for frame, (_index, quality, value, time_s) in zip(found, wanted, strict=True):
        assert frame.time_s == pytest.approx(float(time_s), abs=0.001)
        assert abs(frame.quality - int(quality)) <= 1
        if int(quality) >= 80:
            apart.append(distance(frame.value, value))
    assert statistics.median(apart) <= 2
    assert max(apart) <= 10


def test_the_first_frame_at_or_after_each_second(clip, tmp_path, picture, distance):
    path = clip(tmp_path / "clip.mp4", seconds=3.5, rate=10)
    found = hash_video(path)
    assert [frame.time_s for frame in found] == [0, 1, 2, 3]
    shown = [hash_image_dihedral(stored(picture(n, 160, 120), tmp_path))["none"] for n in range(4)]
    for frame, still in zip(found, shown, strict=True):
        assert distance(frame.value, still.value) <= 24
        assert frame.quality >= 50


def test_a_frame_rate_that_misses_the_second_takes_the_next_frame(clip, tmp_path):
    path = clip(tmp_path / "clip.mkv", seconds=3, rate=7)
    times = [frame.time_s for frame in hash_every_frame(path)]
    wanted = [min(time for time in times if time >= second) for second in range(3)]
    assert [frame.time_s for frame in hash_video(path)] == wanted


def stored(image: Image.Image, folder):
    path = folder / "still.png"
    image.save(path)
    return path


def test_limited_and_full_range_have_the_same_hash_and_quality(clip, tmp_path, distance):
    limited = hash_video(clip(tmp_path / "a.mp4", seconds=1))[0]
    full = hash_video(clip(tmp_path / "b.avi", seconds=1, pix_fmt="yuvj420p"))[0]
    assert distance(limited.value, full.value) <= 16
    assert abs(limited.quality - full.quality) <= 5


def test_forms_of_a_frame_contain_the_frame_itself(clip, tmp_path):
    frame = next(read_frames(clip(tmp_path / "clip.mp4", seconds=1)))
    assert frame.hash_dihedral()["none"].value == frame.hash().value


def test_formats_without_a_luma_plane_are_converted(tmp_path, picture, distance):
    path = tmp_path / "clip.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("ffv1", rate=5)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "bgr0"
        frame = av.VideoFrame.from_image(picture(1, 160, 120)).reformat(format="bgr0")
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    still = hash_image_dihedral(stored(picture(1, 160, 120), tmp_path))["none"]
    (found,) = hash_video(path)
    assert distance(found.value, still.value) <= 2
    assert found.quality == still.quality


def test_a_file_without_pictures_is_unreadable(tone, tmp_path):
    with pytest.raises(UnreadableMedia, match="no video stream"):
        hash_video(tone(tmp_path / "tone.mp4"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"Nothing but words", "neither video nor audio"),
        (b"#EXTM3U\nhttp://127.0.0.1/a.ts\n", "neither video nor audio"),
        (b"\0\0\0\x18ftypisom" + b"\0" * 400, "cannot be decoded"),
        (b"\x1aE\xdf\xa3" + b"junk" * 99, "cannot be decoded"),
    ],
)
def test_bad_input_is_unreadable(tmp_path, content, reason):
    path = tmp_path / "clip.mp4"
    path.write_bytes(content)
    with pytest.raises(UnreadableMedia, match=reason):
        hash_video(path)


def test_a_cut_off_video_gives_what_a_viewer_still_sees(clip, tmp_path):
    whole = clip(tmp_path / "clip.mkv", seconds=3)
    half = tmp_path / "half.mkv"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    assert 1 <= len(hash_video(half)) < 3
    assert hash_video(half)[0] == hash_video(whole)[0]


def test_caps_on_length_and_frame_size(clip, tmp_path):
    path = clip(tmp_path / "clip.mp4", seconds=3)
    with pytest.raises(UnreadableMedia, match="longer than 2 seconds"):
        hash_video(path, Limits(video_seconds=2))
    with pytest.raises(UnreadableMedia, match="more than 19199"):
        hash_video(path, Limits(frame_pixels=160 * 120 - 1))
    assert len(hash_video(path, Limits(video_seconds=3, frame_pixels=160 * 120))) == 3


def test_a_length_that_the_file_hides_is_found_while_decoding(clip, tmp_path):
    path = clip(tmp_path / "clip.ts", seconds=3)
    frames = read_frames(path, Limits(video_seconds=1))
    with pytest.raises(UnreadableMedia, match="longer than 1 seconds"):
        list(frames)
