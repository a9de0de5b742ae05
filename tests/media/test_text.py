"""Texts that look alike have one hash."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionday.media.limits import Limits
from actionday.media.text import decode, hash_text, normalise
from actionday.media.unreadable import UnreadableMedia


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("  The  March\n\tof  Fools ", "the march of fools"),
        ("\uff37\uff29\uff24\uff25 ﬁgures ①", "wide figures 1"),
        ("Straße", "strasse"),
        ("in\u200bvi\u00adsi\u2060ble\ufeff", "invisible"),
        ("\u202eturned\u202c", "turned"),
        ("a\u00a0b\u2003c", "a b c"),
        ("Cafe\u0301", "caf\u00e9"),
        ("مَرْحَبًا", "مَرْحَبًا"),
    ],
)
def test_what_a_reader_does_not_see_is_folded(text, seen):
    assert normalise(text) == seen


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


def test_the_hash_is_the_sha_256_of_the_normalised_text():
    assert hash_text("The\u200b  MARCH") == hashlib.sha256(b"the march").hexdigest()


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\u200b", "\ufeff"])
def test_a_text_without_a_visible_character_has_no_hash(text):
    with pytest.raises(UnreadableMedia, match="no visible character"):
        hash_text(text)


def test_utf_8_and_utf_16_are_decoded_with_and_without_their_mark():
    words = "Wörter"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decode(words.encode(encoding)) == words


def test_other_bytes_and_too_long_texts_are_refused():
    with pytest.raises(UnreadableMedia, match="not valid"):
        decode(b"W\xf6rter")
    with pytest.raises(UnreadableMedia, match="longer than 3 bytes"):
        decode(b"four", Limits(text_bytes=3))
