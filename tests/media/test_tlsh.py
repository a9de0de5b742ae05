"""TLSH digests equal the reference's, and tell likeness from strangeness."""

import importlib.util
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionday.media.thresholds import TLSH_DISTANCE
from actionday.media.tlsh import SHORTEST, digest, distance, is_digest

WORDS = (
    *("the", "march", "of", "fools", "will", "gather", "at", "noon", "by", "the", "old", "bridge"),
    *("and", "nobody", "knows", "who", "called", "it", "so", "bring", "a", "drum", "a", "lantern"),
    *("and", "a", "story", "about", "a", "goose", "that", "crossed", "the", "river", "on", "a"),
    *("wooden", "door"),
)


def story(seed: int, words: int = 120) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))


REFERENCE = {
    (1, 12): "T1EFA00233A74047318540232501CD42A0B1D947572E0A389B9F122935261956A48A55A0",
    (2, 30): "T1EBC02B21A00202CD0C03A011538D03FAB18CCF48C7BA40B2CA02CD4C0196A3D0C3B13D",
    (3, 120): "T1BDF0F616390093B601020228954E41F3F1808B3ED7BCC4B2C92AE63412DB9BC58773FE",
    (4, 160): "T1C501F517370543B20A121639594E61FEB1C8CA7EDB290CF3D914E2199297DBC89352FE",
    (5, 600): "T1C9514C13350553B90A020724599E05F7F2C8CB7EEB7948A3C959D22812979BF9D372FB",
    (6, 700): "T1FB617F17260543B609021725645F11FBF2C8CB7DEBBA08A3D945F62802979BF99363FE",
    (7, 5000): "T16DB27E13360143B50B021725599E11FBB1C8CF7EEBB908B3D95AD22812679BE5D362FE",
}
"""Seed and words of a story -> what py-tlsh 5.0.0 makes of it."""


@pytest.mark.parametrize(("seed", "words"), REFERENCE)
def test_digests_equal_those_of_the_reference(seed, words):
    assert digest(story(seed, words).encode()) == REFERENCE[seed, words]


if importlib.util.find_spec("tlsh"):  # it comes as source only, so CI goes without

    @settings(max_examples=200, deadline=None)
    @given(st.binary(max_size=2000), st.binary(max_size=400))
    def test_digests_and_distances_equal_those_of_the_installed_reference(data, more):
        import tlsh

        values = [digest(each) for each in (data, data + more)]
        wanted = [tlsh.hash(each) for each in (data, data + more)]
        assert [value or "TNULL" for value in values] == wanted
        if None not in values:
            assert distance(*values) == tlsh.diffxlen(*wanted)


@pytest.mark.parametrize("seed", range(5))
def test_a_long_text_with_one_word_changed_is_alike_and_another_is_not(seed):
    text = story(seed, 900)
    value = digest(text.encode())
    assert distance(value, digest(text.replace(text.split()[40], "banner", 1).encode())) <= 30
    assert distance(value, digest(strange(seed).encode())) > TLSH_DISTANCE


def strange(seed: int) -> str:
    letters = random.Random(seed)
    made = ["".join(letters.choices("aeioulmnrstkd", k=letters.randint(2, 9))) for _ in range(110)]
    return " ".join(made)


def test_a_digest_is_72_signs_and_its_distance_to_itself_is_none():
    value = digest(story(2).encode())
    assert is_digest(value)
    assert len(value) == 72
    assert distance(value, value.lower().replace("t1", "T1")) == 0


def test_short_and_monotonous_texts_have_no_digest():
    assert digest(b"x" * 5000) is None
    assert digest(story(3).encode()[: SHORTEST - 1]) is None
    assert digest(b"") is None


@pytest.mark.parametrize("value", ["", "T1", "T1" + "0" * 69, "T2" + "0" * 70, "T1" + "g" * 70])
def test_what_is_no_digest_is_refused(value):
    assert not is_digest(value)
    with pytest.raises(ValueError, match="not a TLSH digest"):
        distance(digest(story(5).encode()), value)


def test_a_million_bytes_take_a_second_at_most():
    import time

    data = (story(6, 2000) * 1000).encode()[:1_000_000]
    start = time.process_time()
    assert is_digest(digest(data))
    assert time.process_time() - start < 2
