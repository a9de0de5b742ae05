"""Processes share one snapshot; it is never trusted further than the database bears it out."""

from pathlib import Path

import pytest

from actionday.edge import home
from actionday.lists import shared_index
from actionday.lists.memory import Memory
from actionday.media.codes import codes_of
from tests.conftest import flush
from tests.matching.conftest import entry, hashed, put
from tests.people import Person

HASHES = [hashed(number) for number in range(200)]


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the snapshot is; small lists are worth one here."""
    monkeypatch.setattr(shared_index, "WORTH_SHARING", 100)
    path = home.indexes() / "pdq.index"
    path.unlink(missing_ok=True)
    return path


def found(memory: Memory, who: Person) -> set[int]:
    """Return which of the hashes match."""
    return set(memory.search(who.actor, codes_of(HASHES), 0).query.tolist())


def test_the_second_process_opens_what_the_first_has_made(path: Path, alice: Person) -> None:
    put("house", *(entry(value) for value in HASHES))
    assert len(found(Memory(), alice)) == 200
    made = path.stat().st_mtime_ns
    put("house", entry(HASHES[0], withdrawn=True))
    assert found(Memory(), alice) == set(range(1, 200))
    assert path.stat().st_mtime_ns == made


def test_a_damaged_snapshot_is_made_anew(path: Path, alice: Person) -> None:
    put("house", *(entry(value) for value in HASHES))
    Memory().search(alice.actor, codes_of(HASHES), 0)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert len(found(Memory(), alice)) == 200
    assert path.read_bytes() != bytes(content)


def test_a_database_that_is_set_back_is_noticed(
    path: Path, alice: Person, request: pytest.FixtureRequest
) -> None:
    put("house", *(entry(value) for value in HASHES))
    memory = Memory()
    assert len(found(memory, alice)) == 200
    flush()
    put("house", *(entry(value) for value in HASHES[:150]))
    for each in (memory, Memory()):
        each._read_at = float("-inf")
        assert found(each, alice) == set(range(150))
