"""The pictures that benches are run on: drawn ones always, photographs where some are installed.

The photographs are those that scikit-image (public domain and CC0) and scikit-learn (CC BY) bring
along in their wheels; neither is needed for anything else.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image

from actionday.rehearsal.pictures import draw_picture, generator

PHOTOGRAPHS = {
    "skimage": (
        "data",
        (
            *("astronaut.png", "camera.png", "chelsea.png", "coffee.png"),
            *("rocket.jpg", "moon.png", "hubble_deep_field.jpg"),
        ),
    ),
    "sklearn": ("datasets/images", ("china.jpg", "flower.jpg")),
}
GRAIN = 6.0
"""Standard deviation of the grain, in levels of 256: it makes files as large as photographs'."""

PART = (240, 180)
"""Width and height of the parts that a photograph is cut into; each counts as a picture."""


def drawn(number: int, width: int, height: int, grain: float = GRAIN) -> list[Image.Image]:
    """Draw pictures of invented groups, with the grain that a camera or a copy leaves."""
    pictures = []
    for index in range(number):
        rng = generator("bench", index)
        plain = draw_picture(rng, width, height, f"group {index}", "MARCH OF FOOLS")
        noise = rng.normal(0, grain, (height, width, 1))
        pixels = np.clip(np.asarray(plain) + noise, 0, 255).astype(np.uint8)
        pictures.append(Image.fromarray(pixels))
    return pictures


def photographs() -> list[Image.Image]:
    """Return parts of the installed photographs, none overlapping another; empty without any."""
    return [part for path in _files() for part in _parts(path)]


def _files() -> Iterator[Path]:
    for package, (folder, names) in PHOTOGRAPHS.items():
        spec = find_spec(package)
        for place in (spec and spec.submodule_search_locations) or []:
            paths = (Path(place) / folder / name for name in names)
            yield from (path for path in paths if path.is_file())


def _parts(path: Path) -> Iterator[Image.Image]:
    with Image.open(path) as image:
        photograph = image.convert("RGB")
    wide, high = PART
    for top in range(0, photograph.height - high + 1, high):
        for left in range(0, photograph.width - wide + 1, wide):
            yield photograph.crop((left, top, left + wide, top + high))
