"""A snapshot gives back what was saved, or it is refused: never a wrong answer."""

import struct
import zlib

import numpy as np
import pytest

from actionday.media.index.exact import ExactIndex
from actionday.media.index.layout import PAGE, read_header, sections
from actionday.media.index.snapshot import SnapshotFile, SnapshotUnusable, load, save
from tests.media.index.made import codes, rows


@pytest.fixture
def saved(tmp_path):
    index = ExactIndex.of(np.arange(300) * 7, codes([n << 90 for n in range(300)]), mark=41)
    save(index, tmp_path / "index")
    return tmp_path / "index"


def test_what_was_saved_is_found(saved):
    index = load(saved)
    assert (len(index), index.mark) == (300, 41)
    assert rows(index.search(codes([299 << 90]), 0)) == [(0, 0, 299 * 7)]
    assert index.withdraw(np.array([7])) == 1
    assert rows(index.search(codes([1 << 90]), 0)) == []


def test_new_and_withdrawn_entries_are_in_it_and_the_mark_goes_with_them(saved):
    index = load(saved)
    index.withdraw(np.array([0]), mark=42)
    index.add(np.array([2**40]), codes([5]), mark=43)
    save(index, saved)
    again = load(saved)
    assert (len(again), again.mark) == (300, 43)
    assert rows(again.search(codes([5]), 2)) == [(0, 0, 2**40)]


def test_only_its_owner_may_read_it(saved):
    assert saved.stat().st_mode & 0o777 == 0o600


def test_an_empty_index_has_no_snapshot(saved):
    with pytest.raises(ValueError, match="empty"):
        save(ExactIndex(), saved)
    assert len(load(saved)) == 300


def places_to_damage(path):
    """Bytes all over the file: in the header, in each array and where nothing stands."""
    whole = path.read_bytes()
    random = np.random.default_rng(8)
    yield from (0, 9, 13, 17, 30, 40, 50, 200, PAGE - 1, len(whole) - 1)
    for place in sections(read_header(whole[:PAGE])).values():
        yield from (place.at, place.at + place.size - 1)
    yield from random.integers(0, len(whole), 30).tolist()


def test_a_flipped_bit_anywhere_is_noticed(saved):
    whole = saved.read_bytes()
    for number, place in enumerate(places_to_damage(saved)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << number % 8
        saved.write_bytes(damaged)
        with pytest.raises(SnapshotUnusable, match=str(saved)):
            load(saved)


@pytest.mark.parametrize("share", [0, 0.0001, 0.5, 0.999999, 1.1])
def test_a_file_of_another_length_is_refused(saved, share):
    whole = saved.read_bytes()
    saved.write_bytes((whole + bytes(len(whole)))[: int(len(whole) * share)])
    with pytest.raises(SnapshotUnusable):
        load(saved)


@pytest.mark.parametrize(
    ("at", "value", "reason"),
    [(8, 2, "version 2, not 1"), (12, 0x04030201, "byte order"), (16, 7, "bits")],
)
def test_a_whole_file_of_another_form_is_refused_by_name(saved, at, value, reason):
    whole = bytearray(saved.read_bytes())
    struct.pack_into("=I", whole, at, value)
    struct.pack_into("=I", whole, PAGE - 4, zlib.crc32(whole[: PAGE - 4]))
    saved.write_bytes(whole)
    with pytest.raises(SnapshotUnusable, match=reason):
        load(saved)


def test_any_other_file_is_refused(tmp_path):
    (tmp_path / "index").write_text("type,value\n" * 1000)
    with pytest.raises(SnapshotUnusable, match="not a snapshot"):
        load(tmp_path / "index")


def test_a_newer_file_is_noticed_once_and_a_damaged_one_told_once(saved, tmp_path):
    absent = SnapshotFile(tmp_path / "none")
    assert absent.newer() is None
    file = SnapshotFile(saved)
    first = file.newer()
    assert first is not None
    assert file.newer() is None
    save(ExactIndex.of(np.array([1]), codes([1])), saved)
    second = file.newer()
    assert second is not None
    assert (len(first), len(second)) == (300, 1)
    assert rows(first.search(codes([299 << 90]), 0)) == [(0, 0, 299 * 7)]
    saved.unlink()
    assert file.newer() is None
    saved.write_bytes(b"ADINDEX\n")
    with pytest.raises(SnapshotUnusable):
        file.newer()
    assert file.newer() is None
