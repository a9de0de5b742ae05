"""Bars around a picture do not hide it: what is inside them has a hash of its own."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont, ImageOps

from actionday.media.bars import UNBOXED, crop, dihedral_of, without_bars
from actionday.media.examine import examine
from actionday.media.pdq import DIHEDRAL, hash_luma
from actionday.media.thresholds import RADIUS

BORDERS = {
    "letterbox": (0, 60, 0, 60),
    "one bar": (0, 0, 0, 90),
    "pillarbox": (110, 0, 110, 0),
    "frame": (50, 40, 50, 40),
}


def luma(image):
    return np.asarray(image.convert("L"))


def as_jpeg(image, quality=45):
    content = BytesIO()
    image.save(content, "JPEG", quality=quality)
    return Image.open(content)


@pytest.mark.parametrize("colour", ["black", "white", "grey"])
@pytest.mark.parametrize("name", BORDERS)
def test_what_is_inside_the_bars_is_found(picture, distance, name, colour):
    for seed in range(6):
        original = picture(seed)
        boxed = luma(as_jpeg(ImageOps.expand(original, BORDERS[name], colour)))
        plain, wanted = hash_luma(boxed).value, hash_luma(luma(original)).value
        assert distance(plain, wanted) > RADIUS, "PDQ alone finds it: the test proves nothing"
        assert distance(without_bars(boxed)[UNBOXED].value, wanted) <= RADIUS


def test_a_picture_without_bars_has_no_other_form(picture):
    for seed in range(20):
        assert crop(luma(picture(seed))) is None


@pytest.mark.parametrize("shape", [(1, 1), (4, 300), (240, 320)])
def test_a_plain_surface_has_no_inside(shape):
    assert without_bars(np.zeros(shape, np.uint8)) == {}


def test_a_small_mark_on_black_is_no_picture(picture):
    card = np.zeros((480, 640), np.uint8)
    card[220:260, 300:340] = 255
    assert without_bars(card) == {}


def test_words_in_a_bar_are_cut_with_it(picture, distance):
    for seed in range(6):
        boxed = ImageOps.expand(picture(seed), (0, 20, 0, 70), "white")
        draw = ImageDraw.Draw(boxed)
        draw.text((20, 290), "Everybody says so", "black", ImageFont.load_default(26))
        wanted = hash_luma(luma(picture(seed))).value
        assert distance(without_bars(luma(as_jpeg(boxed)))[UNBOXED].value, wanted) <= RADIUS


def test_inside_its_bars_it_is_turned_and_mirrored_too(picture, distance):
    boxed = luma(ImageOps.expand(ImageOps.mirror(picture(1)), (0, 60), "black"))
    forms = without_bars(boxed)
    assert set(map(dihedral_of, forms)) == {UNBOXED, *DIHEDRAL} - {"none"}
    wanted = hash_luma(luma(picture(1))).value
    assert distance(forms[f"{UNBOXED}:flipy"].value, wanted) <= RADIUS


def test_bars_too_thin_to_matter_are_left(picture):
    assert crop(luma(ImageOps.expand(picture(1), (0, 2), "black"))) is None


def test_the_fingerprint_itself_stays_that_of_the_whole_picture(picture, tmp_path):
    boxed = ImageOps.expand(picture(1), (0, 60), "black")
    boxed.save(tmp_path / "boxed.png")
    pdq = examine(tmp_path / "boxed.png", None).fingerprints[0]
    assert pdq.value == hash_luma(luma(boxed)).value
    assert pdq.forms[UNBOXED] == without_bars(luma(boxed))[UNBOXED].value
