"""Canonical JSON is byte for byte that of another implementation, and nothing else gets in."""

import re
import string
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from actionday.ledger.canonical import LARGEST, encode

ASCII = st.text(st.characters(max_codepoint=127))
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(ASCII, inner),
)


@given(VALUES)
def test_it_writes_what_rfc_8785_asks_for(value: Any) -> None:
    assert encode(value) == rfc8785.dumps(value)


def test_every_control_character_is_escaped_as_the_rfc_says() -> None:
    text = "".join(map(chr, range(0x20))) + string.punctuation + "\x7f\u2028é漢😀"
    assert encode(text) == rfc8785.dumps(text)


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"a": [1, {"b": 0.5}]}, "$.a[1].b: a float"),
        ({"a": float("nan")}, "$.a: a float"),
        ([LARGEST + 1], "$[0]: an integer beyond"),
        ([-LARGEST - 1], "$[0]: an integer beyond"),
        ({"private": {"é": 1}}, "$.private: 'é' is no ASCII key"),
        ({1: 2}, "$: 1 is no ASCII key"),
        ({"a": ["fine", "\ud800"]}, "$.a[1]: a lone surrogate"),
        ({"a": b"bytes"}, "$.a: a bytes"),
        ({"a": {1, 2}}, "$.a: a set"),
    ],
)
def test_what_has_no_place_is_refused_by_its_path(value: Any, path: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(path)}"):
        encode(value)


def test_what_is_nested_too_deeply_is_refused() -> None:
    value: list[Any] = []
    for _level in range(100_000):
        value = [value]
    with pytest.raises(ValueError, match="nested too deeply"):
        encode(value)
