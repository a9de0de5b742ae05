"""Fingerprints of sound equal those of Chromaprint itself, number by number."""

import subprocess

import imageio_ffmpeg
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionday.media.chromaprint import RATE, codes_of
from actionday.media.chromaprint_text import decode, encode
from tests.media.sounds import melody


def reference(wave, *options):
    """What the library says, which the FFmpeg of `imageio-ffmpeg` has built in."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "s16le", "-ar", str(RATE)]
    command += ["-ac", "1", "-i", "pipe:", "-f", "chromaprint", *options, "pipe:"]
    done = subprocess.run(command, input=wave.tobytes(), capture_output=True, check=True)
    return done.stdout


def waves():
    random = np.random.default_rng(5)
    yield "melody", melody(1, 30, RATE)
    yield "loud melody", np.clip(melody(2, 12, RATE) * 3.0, -32768, 32767).astype(np.int16)
    yield "noise", random.integers(-9000, 9000, 10 * RATE).astype(np.int16)
    yield "silence", np.zeros(5 * RATE, np.int16)
    yield "tone", (np.sin(np.arange(6 * RATE) / 5) * 9000).astype(np.int16)


WAVES = dict(waves())


@pytest.mark.parametrize("name", WAVES)
def test_codes_equal_those_of_the_library(name):
    wave = WAVES[name]
    wanted = np.frombuffer(reference(wave, "-fp_format", "raw"), "<u4")
    found = codes_of([wave])
    assert len(found) == len(wanted)
    # The library's transform has single precision: a filter that lies on a bound may tip over.
    assert np.bitwise_count(found ^ wanted).sum() <= len(wanted) / 100


def test_the_text_form_equals_that_of_the_library():
    wave = melody(3, 20, RATE)
    printed = reference(wave, "-fp_format", "base64").decode().strip()
    raw = np.frombuffer(reference(wave, "-fp_format", "raw"), "<u4")
    assert encode(raw) == printed
    assert decode(printed).tolist() == raw.tolist()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 2**32 - 1), max_size=40))
def test_reading_gives_what_was_written(numbers):
    assert decode(encode(np.array(numbers, np.uint32))).tolist() == numbers


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_no_text_breaks_the_reader(data):
    import base64

    value = base64.urlsafe_b64encode(b"\x01" + data).rstrip(b"=").decode()
    try:
        found = decode(value)
    except ValueError:
        return
    assert len(found) == int.from_bytes(data[:3], "big")


@pytest.mark.parametrize("value", ["", "!", "AQAA", "AgAAAA", "AQAAAQ", "Ünlesbar"])
def test_what_is_no_fingerprint_is_refused(value):
    with pytest.raises(ValueError, match="fingerprint"):
        decode(value)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 90_000), min_size=1, max_size=12))
def test_it_does_not_matter_how_the_samples_come_in(lengths):
    wave = melody(4, 15, RATE)
    cuts = np.cumsum(lengths)
    assert codes_of(np.split(wave, cuts[cuts < len(wave)])).tolist() == codes_of([wave]).tolist()


def test_too_little_sound_gives_nothing():
    assert len(codes_of([])) == 0
    assert len(codes_of([melody(5, 2.5, RATE)])) == 0
    assert len(codes_of([melody(5, 2.8, RATE)])) > 0
