"""Sounds that the tests make themselves."""

from pathlib import Path

import av
import numpy as np

RATE = 22050


def melody(seed: int, seconds: float, rate: int = RATE) -> np.ndarray:
    """Notes of a quarter of a second, two at a time, with overtones and a little noise."""
    random = np.random.default_rng(seed)
    length = round(seconds * rate)
    time = np.arange(length) / rate
    wave = random.normal(0, 0.01, length)
    step = rate // 4
    for start in range(0, length, step):
        part = slice(start, start + step)
        for hertz in 110 * 2 ** (random.integers(0, 36, 2) / 12):
            for overtone in (1, 2, 3):
                wave[part] += np.sin(2 * np.pi * hertz * overtone * time[part]) / overtone / 6
    return (np.clip(wave, -1, 1) * 20000).astype(np.int16)


def write_sound(path: Path, wave: np.ndarray, codec: str = "pcm_s16le", rate: int = RATE) -> Path:
    """Encode one channel of samples; the suffix of `path` chooses the container."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate)
        frame = av.AudioFrame.from_ndarray(wave[None], format="s16", layout="mono")
        frame.sample_rate = rate
        resampler = av.AudioResampler(stream.format, stream.layout, stream.rate, 1024)
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(part))
        container.mux(stream.encode())
    return path
