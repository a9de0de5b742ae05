"""An animation is seen like a video: every second of it, not only its first picture."""

import pytest
from PIL import Image

from actionday.media.examine import examine
from actionday.media.image import hash_image
from actionday.media.limits import Limits
from actionday.media.unreadable import UnreadableMedia

FORMS = [("clip.webp", {"lossless": True}, 0), ("clip.gif", {}, 16), ("clip.png", {}, 0)]
"""Name, how it is written, and how many bits the 256 colours of a GIF may cost."""


def animate(path, pictures, duration, **options):
    first, *rest = pictures
    first.save(path, save_all=True, append_images=rest, duration=duration, loop=0, **options)
    return path


@pytest.mark.parametrize(("name", "options", "most"), FORMS)
def test_each_second_is_fingerprinted(picture, distance, tmp_path, name, options, most):
    scenes = [picture(seed, 160, 120) for seed in range(3)]
    frames = [scene for scene in scenes for _ in range(4)]
    path = animate(tmp_path / name, frames, 250, **options)
    found = examine(path, tmp_path / "out")
    *prints, digest = found.fingerprints
    assert (found.media, found.width, found.height, found.duration_s) == ("video", 160, 120, 3.0)
    assert [(each.type, each.time_s) for each in prints] == [("vpdq", 0), ("vpdq", 1), ("vpdq", 2)]
    for scene, each in zip(scenes, prints, strict=True):
        scene.save(tmp_path / "still.png")
        assert distance(each.value, hash_image(tmp_path / "still.png").value) <= most
        assert len(each.forms) == 7
    assert digest.type == "sha256"
    assert set(found.derivatives) == {"poster.jpg", "thumb.jpg", "strip.jpg"}


def test_a_black_first_picture_hides_nothing(picture, tmp_path):
    frames = [Image.new("RGB", (160, 120)), picture(1, 160, 120)]
    path = animate(tmp_path / "clip.gif", frames, 1000)
    first, second, _digest = examine(path, None).fingerprints
    assert (first.quality, second.quality >= 50) == (0, True)


def test_no_time_at_all_is_a_tenth_of_a_second_as_in_browsers(picture, tmp_path):
    frames = [picture(seed, 80, 60) for seed in range(12)]
    path = animate(tmp_path / "clip.gif", frames, 0)
    assert examine(path, None).duration_s == pytest.approx(1.2)


def test_a_still_webp_is_a_picture(picture, tmp_path):
    picture(1).save(tmp_path / "still.webp")
    assert examine(tmp_path / "still.webp", None).media == "image"


def test_the_pictures_before_the_cut_are_kept(picture, tmp_path):
    path = animate(tmp_path / "clip.gif", [picture(seed) for seed in range(4)], 1000)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 5 // 8])
    found = examine(path, None)
    assert found.damaged
    assert 2 <= len(found.fingerprints) - 1 < 4


def test_an_animation_has_the_limits_of_a_video(picture, tmp_path):
    path = animate(tmp_path / "clip.gif", [picture(seed, 80, 60) for seed in range(5)], 60_000)
    with pytest.raises(UnreadableMedia, match="longer than 120 seconds"):
        examine(path, None, Limits(video_seconds=120))
