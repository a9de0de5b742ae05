"""Remedies find copies that a picture's own hash does not."""

import numpy as np
import pytest

from actionday.commands.benches.edits import EDITS, stored
from actionday.media.image import hash_image
from actionday.media.remedies import content_box, forms_of, forms_of_luma
from actionday.media.thresholds import RADIUS


def nearest(forms, value, distance):
    return min((distance(form.value, value), form.name) for form in forms)


@pytest.mark.parametrize(
    ("edit", "remedy"), [("border", "trim"), ("screenshot of a player", "trim")]
)
@pytest.mark.parametrize("seed", range(3))
def test_a_page_around_the_picture_is_taken_off(picture, distance, edit, remedy, seed):
    original = picture(seed, 640, 480)
    value = hash_image(stored(original)).value
    copy = stored(EDITS[edit](original))
    assert distance(hash_image(copy).value, value) > RADIUS
    found = nearest(forms_of(copy, [remedy]), value, distance)
    assert found[0] <= RADIUS
    assert found[1] == remedy


def test_turned_and_framed_is_found_too(picture, distance):
    original = picture(3, 640, 480)
    copy = stored(EDITS["border"](EDITS["mirrored"](original)))
    found = nearest(forms_of(copy, ["trim"]), hash_image(stored(original)).value, distance)
    assert found[0] <= RADIUS
    assert found[1] == "trim+flipy"


def test_a_picture_without_a_page_is_left_alone(picture):
    assert [form.name for form in forms_of(stored(picture(4)), ["trim"], dihedral=False)] == [
        "none"
    ]
    assert content_box(np.full((40, 60), 9, np.uint8)) is None


def test_the_first_form_is_the_picture_s_own_hash(picture):
    data = stored(picture(5))
    own = hash_image(data)
    for dihedral in (False, True):
        first = forms_of(data, ["pad", "tilt"], dihedral)[0]
        assert (first.name, first.value, first.quality) == ("none", own.value, own.quality)


def test_an_unknown_remedy_is_refused(picture):
    with pytest.raises(ValueError, match="prayer"):
        forms_of_luma(np.asarray(picture(6).convert("L")), ["prayer"])
