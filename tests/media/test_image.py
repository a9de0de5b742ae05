"""Pictures are hashed as a viewer sees them, and what cannot be decoded says so."""

import struct
import zlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from actionday.media.image import hash_image, hash_image_dihedral, read_luma
from actionday.media.limits import Limits
from actionday.media.unreadable import UnreadableMedia


def saved(image, form, **options):
    buffer = BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def oversized_png(width, height):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 99)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("form", "mode", "most"),
    [
        ("PNG", "RGB", 0),
        ("BMP", "RGB", 0),
        ("WEBP", "RGB", 6),
        ("JPEG", "RGB", 4),
        ("JPEG", "L", 4),
        ("JPEG", "CMYK", 10),
        ("PNG", "P", 10),
        ("GIF", "P", 10),
        ("PNG", "1", 24),
    ],
)
def test_every_format_and_colour_mode_gives_the_same_hash(picture, distance, form, mode, most):
    original = hash_image(saved(picture(5), "PNG"))
    found = hash_image(saved(picture(5).convert(mode), form))
    assert distance(found.value, original.value) <= most
    assert (found.width, found.height) == (320, 240)
    assert found.quality >= 50


def test_the_reference_s_colour_modes_agree(reference, distance):
    original = hash_image(reference / "pdq/modes/original.jpg")
    files = sorted((reference / "pdq/modes").iterdir())
    assert {distance(hash_image(file).value, original.value) <= 2 for file in files} == {True}


@pytest.mark.parametrize("orientation", range(2, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_orientation_in_exif_is_followed(picture, distance, orientation, form):
    undo = dict(zip(range(2, 9), [0, 3, 1, 5, 2, 6, 4], strict=True))
    upright = picture(6)
    stored = upright.transpose(Image.Transpose(undo[orientation]))
    # Turning the stored picture as EXIF says must give the upright one back.
    exif = Image.Exif()
    exif[0x0112] = orientation
    found = hash_image(saved(stored, form, exif=exif))
    assert (found.width, found.height) == upright.size
    assert distance(found.value, hash_image(saved(upright, "PNG")).value) <= 6


def test_broken_exif_does_not_hide_a_picture(picture, distance):
    plain = saved(picture(7), "JPEG")
    broken = b"Exif\0\0not a TIFF header"
    data = plain[:2] + b"\xff\xe1" + struct.pack(">H", len(broken) + 2) + broken + plain[2:]
    assert distance(hash_image(data).value, hash_image(plain).value) == 0


def test_sixteen_bits_are_scaled_not_cut(picture, distance):
    grey = picture(8).convert("L")
    deep = Image.fromarray(np.asarray(grey).astype(np.uint16) * 257)
    found, plain = hash_image(saved(deep, "PNG")), hash_image(saved(grey, "PNG"))
    assert found == plain


def test_what_is_transparent_is_seen_over_white():
    clear = Image.new("RGBA", (32, 32), (0, 0, 0, 0))
    assert read_luma(saved(clear, "PNG")).min() == 255
    keyed = Image.new("P", (32, 32), 3)
    assert read_luma(saved(keyed, "GIF", transparency=3)).min() == 255


def test_forms_of_a_file_contain_the_file_itself(picture):
    data = saved(picture(9), "PNG")
    assert hash_image_dihedral(data)["none"].value == hash_image(data).value


def test_a_path_serves_as_well_as_bytes(picture, tmp_path):
    picture(2).save(tmp_path / "picture.png")
    assert hash_image(tmp_path / "picture.png").quality >= 50


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"Nothing but words", "not a picture"),
        (b"\x00\x01\x02\x03" * 9, "format"),
        (b"\xff\xd8\xff\xe0", "cannot be decoded"),
        (b"GIF89a", "cannot be decoded"),
        (oversized_png(50_000, 50_000), "50000 x 50000 pixels"),
        (oversized_png(100, 100), "nothing of the picture can be decoded"),
    ],
)
def test_bad_input_is_unreadable(data, reason):
    with pytest.raises(UnreadableMedia, match=reason):
        hash_image(data)


def test_a_truncated_webp_is_unreadable(picture):
    data = saved(picture(4), "WEBP")
    with pytest.raises(UnreadableMedia):
        hash_image(data[: len(data) // 2])


def test_formats_off_the_list_are_unreadable(picture):
    with pytest.raises(UnreadableMedia, match="format"):
        hash_image(saved(picture(4), "TIFF"))


def test_the_cap_on_pixels_is_the_caller_s(picture):
    data = saved(picture(4), "JPEG")
    with pytest.raises(UnreadableMedia, match="more than 76799"):
        hash_image(data, Limits(image_pixels=320 * 240 - 1))
    assert hash_image(data, Limits(image_pixels=320 * 240)).width == 320
