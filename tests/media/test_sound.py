"""The same recording is found again after what people do to it; another one is not."""

import numpy as np
import pytest

from actionday.edge.sandbox import Sandbox
from actionday.media.limits import Limits
from actionday.media.sound import compare_sounds, hash_sound
from actionday.media.thresholds import SOUND_ERRORS
from actionday.media.unreadable import UnreadableMedia
from tests.media.sounds import melody, write_sound


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    return hash_sound(write_sound(tmp_path_factory.mktemp("sound") / "a.wav", melody(1, 40)))


@pytest.mark.parametrize(
    ("name", "codec"), [("a.mp3", "libmp3lame"), ("a.flac", "flac"), ("a.mp4", "aac")]
)
def test_a_recording_encoded_anew_is_alike(original, tmp_path, name, codec):
    found = hash_sound(write_sound(tmp_path / name, melody(1, 40), codec))
    like = compare_sounds(original.value, found.value)
    assert like.alike
    assert like.errors < SOUND_ERRORS / 2
    assert like.overlap_s > 30


def test_a_part_is_found_where_it_lies(original, tmp_path):
    part = melody(1, 40)[round(12.5 * 22050) : (27 * 22050)]
    found = hash_sound(write_sound(tmp_path / "part.mp3", part, "libmp3lame"))
    like = compare_sounds(original.value, found.value)
    assert like.alike
    assert like.offset_s == pytest.approx(12.5, abs=0.2)
    back = compare_sounds(found.value, original.value)
    assert back.offset_s == pytest.approx(-12.5, abs=0.2)


@pytest.mark.parametrize("seed", range(2, 8))
def test_another_recording_is_not(original, tmp_path, seed):
    other = hash_sound(write_sound(tmp_path / "b.wav", melody(seed, 40)))
    assert not compare_sounds(original.value, other.value).alike


def test_quieter_and_noisier_is_alike(original, tmp_path):
    wave = melody(1, 40) * 0.3 + np.random.default_rng(1).normal(0, 300, 40 * 22050)
    found = hash_sound(write_sound(tmp_path / "a.wav", wave.astype(np.int16)))
    assert compare_sounds(original.value, found.value).alike


def test_silence_has_no_quality_and_a_melody_has(original, tmp_path):
    silent = hash_sound(write_sound(tmp_path / "a.wav", np.zeros(20 * 22050, np.int16)))
    assert silent.quality == 0
    assert original.quality > 90
    assert original.duration_s == pytest.approx(40, abs=0.1)


def test_long_silences_are_compared_quickly(tmp_path):
    path = write_sound(tmp_path / "a.wav", np.zeros(900 * 8000, np.int16), rate=8000)
    silent = hash_sound(path)
    assert compare_sounds(silent.value, silent.value).overlap_s == 0


def test_the_sound_of_a_video_is_fingerprinted(original, clip, tmp_path):
    import av

    video = clip(tmp_path / "clip.mp4", seconds=2)
    path = tmp_path / "both.mp4"
    sound = write_sound(tmp_path / "sound.mp4", melody(1, 40), "aac")
    with av.open(str(path), "w") as out, av.open(str(video)) as one, av.open(str(sound)) as two:
        pairs = [
            (source, source.streams[0], out.add_stream_from_template(source.streams[0]))
            for source in (one, two)
        ]
        for source, stream, target in pairs:
            for packet in source.demux(stream):
                if packet.dts is not None:
                    packet.stream = target
                    out.mux(packet)
    assert compare_sounds(original.value, hash_sound(path).value).alike


def test_short_sounds_have_no_value(tmp_path):
    found = hash_sound(write_sound(tmp_path / "a.wav", melody(1, 1)))
    assert (found.value, found.quality) == ("", 0)


def test_bad_sounds_say_what_is_wrong(clip, tmp_path):
    with pytest.raises(UnreadableMedia, match="no sound"):
        hash_sound(clip(tmp_path / "silent.mp4", seconds=1))
    path = write_sound(tmp_path / "a.wav", melody(1, 3))
    with pytest.raises(UnreadableMedia, match="longer than 2 seconds"):
        hash_sound(path, Limits(sound_seconds=2))
    path.write_bytes(path.read_bytes()[:44])
    with pytest.raises(UnreadableMedia, match="decoded"):
        hash_sound(path)


def test_a_sound_with_a_hole_is_damaged_and_still_found(original, tmp_path):
    path = write_sound(tmp_path / "a.mp3", melody(1, 40), "libmp3lame")
    content = bytearray(path.read_bytes())
    hole = slice(len(content) // 2, len(content) // 2 + 3000)
    content[hole] = np.random.default_rng(2).bytes(3000)
    path.write_bytes(content)
    found = hash_sound(path)
    assert compare_sounds(original.value, found.value).alike


def test_sound_from_strangers_is_fingerprinted_in_the_sandbox(original, tmp_path):
    path = write_sound(tmp_path / "a.mp3", melody(1, 40), "libmp3lame")
    with Sandbox() as sandbox:
        found = sandbox.examine(path)
    assert found["media"] == "audio"
    chromaprint, digest = found["fingerprints"]
    assert (chromaprint["type"], digest["type"]) == ("chromaprint", "sha256")
    assert compare_sounds(original.value, chromaprint["value"]).alike
