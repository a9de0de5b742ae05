"""Texts alike have MinHashes near to each other, as near as the runs of letters that they share."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionday.media.minhash import RUN, SHORTEST, minhash, shared
from actionday.media.text import fingerprint_text, hash_text_alike, normalise
from actionday.media.thresholds import TEXT_RADIUS
from tests.media.conftest import bits_apart
from tests.media.test_tlsh import story, strange


def changed(text: str, share: float) -> str:
    """Another word in the place of some."""
    words, new = text.split(), strange(9).split()
    for place in random.Random(1).sample(range(len(words)), max(1, round(len(words) * share))):
        words[place] = new[place % len(new)]
    return " ".join(words)


EDITS = {
    "one word": lambda text: changed(text, 0),
    "a tenth of the words": lambda text: changed(text, 0.1),
    "words before and after": lambda text: f"share this before it is gone: {text} #fools #march",
    "nothing that is seen": lambda text: text.upper().replace(" ", " \u200b\n"),
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("seed", range(4))
def test_an_edited_text_is_alike(edit, seed):
    text = strange(seed)[:300]
    assert bits_apart(hash_text_alike(text), hash_text_alike(EDITS[edit](text))) <= TEXT_RADIUS


def test_strangers_are_not():
    values = [hash_text_alike(strange(seed)) for seed in range(40)]
    pairs = [(one, other) for one in values for other in values if one < other]
    apart = [bits_apart(*pair) for pair in pairs]
    assert min(apart) > TEXT_RADIUS
    assert 120 < sum(apart) / len(apart) < 136


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100), st.floats(0, 0.5))
def test_the_distance_estimates_what_is_shared(seed, share):
    text = normalise(strange(seed))
    other = changed(text, share)
    one, two = (
        {each[at : at + RUN] for at in range(len(each) - RUN + 1)} for each in (text, other)
    )
    found = shared(bits_apart(minhash(text), minhash(other)))
    assert abs(found - len(one & two) / len(one | two)) < 0.31  # Five standard errors.


def test_the_scheme_is_the_documented_one():
    """By the page, in plain Python; a change of the scheme would part us from every kept list."""
    mask, golden = 2**64 - 1, 0x9E3779B97F4A7C15

    def mixed(number):
        number = (number ^ number >> 30) * 0xBF58476D1CE4E5B9 & mask
        number = (number ^ number >> 27) * 0x94D049BB133111EB & mask
        return number ^ number >> 31

    text, runs = normalise(story(1)), set()
    for at in range(len(text) - 4):
        number = 0
        for sign in text[at : at + 5]:
            number = (number * golden + ord(sign)) & mask
        runs.add(mixed(number))
    bits = ""
    for index in range(256):
        factor, offset = (mixed(place * golden & mask) for place in (index + 1, index + 257))
        bits += str(mixed(min((run * (factor | 1) + offset) & mask for run in runs)) & 1)
    assert minhash(text) == f"{int(bits, 2):064x}"


def test_short_texts_have_only_their_exact_digest():
    assert minhash("x" * (SHORTEST - 1)) is None
    assert [each.type for each in fingerprint_text("Come to the march")] == ["sha256"]
    types = [each.type for each in fingerprint_text(story(4))]
    assert types == ["minhash", "tlsh", "sha256"]


@pytest.mark.parametrize("sign", ["\u0645", "\U0001f986", "\ud800", "文"])
def test_any_script_will_do(sign):
    text = "".join(chr(ord(sign) + step % 7) + sign for step in range(40))
    assert len(minhash(text)) == 64


def test_a_million_characters_take_a_second_or_so():
    text = " ".join(strange(seed) for seed in range(1500))[:1_000_000]
    start = time.process_time()
    assert minhash(text) is not None
    assert time.process_time() - start < 4
