"""Colour profiles are followed where a viewer would see another picture, and only there."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageOps

from actionday.media.image import hash_image
from tests.media.profiles import NEGATIVE, P3, SRGB, USUAL, profile
from tests.media.test_image import saved

TURNED_ROUND = profile(SRGB, NEGATIVE)


def kept_in(picture, data):
    """The picture stored in a profile's colours, so that it looks as before."""
    source = ImageCms.createProfile("sRGB")
    target = ImageCms.ImageCmsProfile(BytesIO(data))
    stored = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
    del stored.info["icc_profile"]
    return stored


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_negative_with_a_profile_that_turns_it_round_is_the_picture(picture, distance, form):
    stored = kept_in(picture(1), TURNED_ROUND)
    wanted = hash_image(saved(picture(1), "PNG")).value
    found = hash_image(saved(stored, form, icc_profile=TURNED_ROUND)).value
    assert distance(found, wanted) <= 10
    assert distance(hash_image(saved(stored, form)).value, wanted) > 200


def test_the_usual_profiles_are_left_alone(picture):
    plain = hash_image(saved(picture(2), "JPEG"))
    for data in (profile(SRGB, USUAL), profile(P3, USUAL)):
        assert hash_image(saved(picture(2), "JPEG", icc_profile=data)) == plain


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("data", [b"", b"junk", TURNED_ROUND[:200], TURNED_ROUND[:128] + bytes(99)])
def test_a_broken_profile_changes_nothing(picture, mode, data):
    image = picture(3).convert(mode)
    assert hash_image(saved(image, "JPEG", icc_profile=data)) == hash_image(saved(image, "JPEG"))


def test_a_profile_for_other_colours_than_the_picture_has_changes_nothing(picture):
    grey = picture(4).convert("L")
    found = hash_image(saved(grey, "JPEG", icc_profile=TURNED_ROUND))
    assert found == hash_image(saved(grey, "JPEG"))


def test_cmyk_is_read_the_same_with_adobe_s_mark_and_without(picture, distance):
    data = saved(picture(5).convert("CMYK"), "JPEG", quality=95)
    mark = data.index(b"\xff\xee")
    length = int.from_bytes(data[mark + 2 : mark + 4], "big")
    bare = data[:mark] + data[mark + 2 + length :]
    assert hash_image(bare) == hash_image(data)
    assert distance(hash_image(bare).value, hash_image(saved(picture(5), "PNG")).value) <= 10
    negative = hash_image(saved(ImageOps.invert(picture(5)), "PNG")).value
    assert distance(hash_image(bare).value, negative) > 200


def test_what_lies_under_a_transparent_place_is_not_seen(picture, distance):
    seen, hidden = picture(6), picture(7).convert("RGBA")
    cover = Image.new("L", seen.size, 0)
    cover.paste(255, (40, 40, 200, 160))
    shown = seen.copy()
    shown.paste("white", mask=ImageOps.invert(cover))
    stored = Image.composite(seen.convert("RGBA"), hidden, cover)
    stored.putalpha(cover)
    found = hash_image(saved(stored, "PNG")).value
    assert distance(found, hash_image(saved(shown, "PNG")).value) == 0
