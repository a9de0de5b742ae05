"""PDQ agrees with the reference, and with a plain evaluation of its definition."""

import csv
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from actionday.media.image import hash_image, hash_image_dihedral, read_luma
from actionday.media.pdq import (
    dihedral_values,
    hash_dihedral,
    hash_luma,
    quality,
)
from actionday.media.sampling import downsample, reduction

TURNS = {
    "rotate90": Image.Transpose.ROTATE_90,
    "rotate180": Image.Transpose.ROTATE_180,
    "rotate270": Image.Transpose.ROTATE_270,
    "flipx": Image.Transpose.FLIP_TOP_BOTTOM,
    "flipy": Image.Transpose.FLIP_LEFT_RIGHT,
    "flipplus1": Image.Transpose.TRANSPOSE,
    "flipminus1": Image.Transpose.TRANSVERSE,
}
DIHEDRAL_FILES = {
    "none": "1-original",
    "rotate90": "2-rotate-90",
    "rotate180": "3-rotate-180",
    "rotate270": "4-rotate-270",
    "flipx": "5-flipx",
    "flipy": "6-flipy",
    "flipplus1": "7-flip-plus-1",
    "flipminus1": "8-flip-minus-1",
}


def expected(reference):
    with (reference / "pdq/expected.tsv").open() as file:
        return {row["file"]: row for row in csv.DictReader(file, delimiter="\t")}


def test_hashes_equal_the_reference(reference, distance):
    rows = expected(reference)
    assert len(rows) == 22
    for name, row in rows.items():
        found = hash_image(reference / "pdq" / name)
        assert distance(found.value, row["pdq"]) <= 2, name
        assert found.quality == int(row["quality"])


def test_forms_equal_those_of_the_reference_s_turned_files(reference, distance):
    original = Image.open(reference / "pdq/dih/bridge-1-original.jpg").convert("L")
    forms = hash_dihedral(np.asarray(original))
    rows = expected(reference)
    for form, name in DIHEDRAL_FILES.items():
        value = rows[f"dih/bridge-{name}.jpg"]["pdq"]
        nearest = min(forms, key=lambda one: distance(forms[one].value, value))
        assert nearest == form
        assert distance(forms[form].value, value) <= 10


@pytest.mark.parametrize("form", TURNS)
def test_a_form_is_the_hash_of_the_turned_picture(picture, distance, form):
    # PDQ samples half a pixel off the middle, so a turn costs some bits; fewer in large pictures.
    grey = picture(1, 640, 512).convert("L")
    forms = hash_dihedral(np.asarray(grey))
    turned = hash_luma(np.asarray(grey.transpose(TURNS[form])))
    assert distance(forms[form].value, turned.value) <= 16
    assert min(distance(forms[one].value, turned.value) for one in forms if one != form) > 60
    assert abs(forms[form].quality - turned.quality) <= 2


@pytest.mark.parametrize("seed", range(4))
def test_forms_of_a_bare_hash_are_near_those_of_its_picture(picture, distance, seed):
    exact = hash_dihedral(np.asarray(picture(seed).convert("L")))
    near = dihedral_values(exact["none"].value)
    assert near["none"] == exact["none"].value
    assert near.keys() == exact.keys()
    assert max(distance(near[form], exact[form].value) for form in exact) <= 24


def box(plane, window):
    """One pass of the box filter along axis 0, by its definition."""
    ahead = (window + 2) // 2 - 1
    behind = window - 1 - ahead
    length = len(plane)
    return np.array(
        [plane[max(0, i - behind) : min(length, i + ahead + 1)].mean(axis=0) for i in range(length)]
    )


def plain_samples(luma):
    rows, columns = ((side + 127) // 128 for side in luma.shape)
    blurred = luma.astype(float)
    for _pass in range(2):
        blurred = box(box(blurred, rows).T, columns).T
    at = [((np.arange(64) + 0.5) * side / 64).astype(int) for side in luma.shape]
    return blurred[np.ix_(*at)]


@settings(max_examples=25, deadline=None)
@given(st.integers(5, 400), st.integers(5, 400), st.integers(0, 9))
def test_samples_are_those_of_the_definition(height, width, seed):
    luma = np.random.default_rng(seed).integers(0, 256, (height, width), dtype=np.uint8)
    assert np.allclose(downsample(luma), plain_samples(luma), atol=0.01)


@settings(max_examples=25, deadline=None)
@given(st.integers(500, 900), st.integers(500, 900), st.sampled_from([2, 4, 8]), st.integers(0, 9))
def test_a_reduced_plane_weighs_what_its_pixels_weigh(height, width, factor, seed):
    small = (-(-height // factor), -(-width // factor))
    reduced = np.random.default_rng(seed).integers(0, 256, small, dtype=np.uint8)
    whole = reduced.repeat(factor, axis=0).repeat(factor, axis=1)[:height, :width]
    assert np.allclose(downsample(reduced, (height, width)), downsample(whole), atol=0.01)


@pytest.mark.parametrize(
    ("size", "factor"),
    [((5, 5), 1), ((896, 4000), 1), ((897, 900), 2), ((1080, 1920), 2), ((1921, 3000), 4)],
)
def test_only_what_keeps_four_pixels_of_the_blur_is_reduced(size, factor):
    assert reduction(size) == factor


@pytest.mark.parametrize("size", [(1600, 1200), (1333, 999), (2500, 2101)])
def test_a_large_jpeg_is_decoded_smaller_for_the_same_hash(picture, distance, size):
    data = BytesIO()
    picture(11, *size).save(data, "JPEG")
    found = hash_image(data.getvalue())
    whole = hash_luma(read_luma(data.getvalue()))
    assert (found.width, found.height) == size
    assert distance(found.value, whole.value) <= 2
    assert found.quality == whole.quality
    forms = hash_image_dihedral(data.getvalue())
    assert forms["none"].value == found.value


def test_half_the_bits_are_set(picture):
    value = hash_luma(np.asarray(picture(3).convert("L"))).value
    assert int(value, 16).bit_count() == 128
    assert len(value) == 64


def test_a_flat_picture_has_no_quality():
    assert hash_luma(np.full((100, 100), 77, np.uint8)).quality == 0


def test_steps_below_a_hundredth_do_not_count_and_contrast_makes_them_count():
    ramp = np.tile(np.arange(64, dtype=np.float32) * 2.5, (64, 1))
    assert quality(ramp) == 0
    assert quality(ramp, contrast=255 / 219) == 64 * 63 // 90


def test_a_picture_of_four_pixels_height_has_the_empty_hash():
    luma = np.arange(400, dtype=np.uint8).reshape(4, 100)
    assert (hash_luma(luma).value, hash_luma(luma).quality) == ("0" * 64, 0)
    assert {pdq.quality for pdq in hash_dihedral(luma).values()} == {0}
