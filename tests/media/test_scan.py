"""The compiled scan finds exactly what counting bits one by one finds."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import actionday
from actionday.media.codelist import CodeList
from actionday.media.codes import codes_of, is_hash
from actionday.media.index.scan import scan
from actionday.media.thresholds import RADIUS

NUMBERS = st.integers(0, 2**256 - 1)


@st.composite
def lists_and_queries(draw):
    """Codes, and queries of which most lie around the radius from some code."""
    known = draw(st.lists(NUMBERS, min_size=1, max_size=40))
    queries = [
        draw(st.sampled_from(known)) ^ sum(1 << place for place in places)
        for places in draw(st.lists(st.sets(st.integers(0, 255), max_size=40), max_size=8))
    ]
    return known, [*queries, draw(NUMBERS)]


def codes(numbers):
    return codes_of([f"{number:064x}" for number in numbers])


@settings(max_examples=60, deadline=None)
@given(lists_and_queries(), st.sampled_from([0, 1, 20, RADIUS, 32, 128, 256]))
def test_scan_equals_counting(drawn, radius):
    known, queries = drawn
    wanted = sorted(
        (query, (one ^ other).bit_count(), entry)
        for query, one in enumerate(queries)
        for entry, other in enumerate(known)
        if (one ^ other).bit_count() <= radius
    )
    found = scan(codes(known), codes(queries), radius)
    assert sorted((query, bits, entry) for query, entry, bits in found.tolist()) == wanted


def test_the_radius_itself_still_matches():
    known = codes([0])
    assert len(scan(known, codes([2**31 - 1]))) == 1
    assert len(scan(known, codes([2**32 - 1]))) == 0


def test_a_list_larger_than_a_block_is_searched_to_its_end():
    known = np.random.default_rng(1).integers(0, 2**63, (5000, 4)).astype(np.uint64)
    found = scan(known, known[[0, 2048, 4999]], 0)
    assert sorted(found.tolist()) == [[0, 0, 0], [1, 2048, 0], [2, 4999, 0]]


def test_a_list_grows_and_keeps_its_ids():
    known: CodeList[str] = CodeList()
    assert known.search(codes([7])) == []
    for number in range(1000):
        known.extend([f"entry {number}"], codes([number << 128]))
    assert len(known) == 1000
    hits = known.search(codes([999 << 128, 5]), radius=0)
    assert [tuple(hit) for hit in hits] == [(0, "entry 999", 0)]


def test_a_list_of_one_hash_matches():
    known: CodeList[int] = CodeList()
    known.extend([41], codes([2**255]))
    assert [tuple(hit) for hit in known.search(codes([2**255 + 1]))] == [(0, 41, 1)]


def test_no_queries_and_no_codes_give_no_matches():
    assert len(scan(codes_of([]), codes([1]))) == 0
    assert len(scan(codes([1]), codes_of([]))) == 0


def test_as_many_ids_as_codes():
    with pytest.raises(ValueError, match="2 ids"):
        CodeList().extend(["a", "b"], codes([1]))


@pytest.mark.parametrize(
    "value", ["", "0" * 63, "0" * 65, "g" * 64, "0x" + "0" * 62, "\u0660" * 64]
)
def test_what_is_not_a_hash_is_refused(value):
    assert not is_hash(value)
    with pytest.raises(ValueError, match="not 64 hex digits"):
        codes_of([value])


def test_the_first_digits_are_the_first_word():
    assert codes_of(["00000000000000ff" + "0" * 48]).tolist() == [[255, 0, 0, 0]]


def test_it_works_where_compiled_code_cannot_be_kept(tmp_path):
    """A file stands wherever the cache would make its folder, so that not even root can."""
    package, source = tmp_path / "actionday", Path(actionday.__file__).parent
    cached = shutil.ignore_patterns("__pycache__")
    shutil.copytree(source / "media", package / "media", ignore=cached)
    shutil.copy(source / "__init__.py", package)
    cache = package / "media/index/__pycache__"
    cache.write_text("in the way")
    (tmp_path / "home").write_text("in the way")
    program = (
        "from actionday.media.codes import codes_of; from actionday.media.index.scan import scan;"
        "print(scan(codes_of(['0' * 64]), codes_of(['0' * 63 + '3'])).tolist())"
    )
    place = str(tmp_path / "home")
    outside = {
        name: value for name, value in os.environ.items() if not name.startswith(("NUMBA", "XDG"))
    }
    outside |= {"PYTHONPATH": str(tmp_path), "HOME": place, "XDG_CACHE_HOME": place}
    command = [sys.executable, "-c", program]
    printed = subprocess.check_output(command, env=outside, cwd=tmp_path, text=True)
    assert printed.strip() == "[[0, 0, 2]]"
    assert cache.read_text() == "in the way"
