"""Adding, withdrawing and sorting anew, in any order: a search sees what holds at that moment."""

import tempfile
import threading
import time
from pathlib import Path

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from actionday.media.index import exact
from actionday.media.index.exact import ExactIndex
from actionday.media.index.snapshot import load, save
from tests.media.index.made import NUMBERS, codes, plain, rows

IDS = st.integers(0, 9)
SEEDS = [0, 2**256 - 1, 0x1234 << 100]
NEAR = st.builds(
    lambda seed, bits: seed ^ sum(1 << bit for bit in bits),
    st.sampled_from(SEEDS),
    st.sets(st.integers(0, 255), max_size=20),
)


class Changes(RuleBasedStateMachine):
    """An index beside a plain list of (id, number)."""

    @initialize()
    def start(self):
        self.index, self.entries = ExactIndex(), []

    @rule(added=st.lists(st.tuples(IDS, NEAR | NUMBERS), max_size=8))
    def add(self, added):
        self.index.add(
            np.array([ident for ident, _ in added], np.int64), codes([n for _, n in added])
        )
        self.entries += added

    @rule(ids=st.lists(IDS, max_size=3))
    def withdraw(self, ids):
        kept = [entry for entry in self.entries if entry[0] not in ids]
        assert self.index.withdraw(np.array(ids, np.int64)) == len(self.entries) - len(kept)
        self.entries = kept

    @rule()
    def rebuild(self):
        self.index.rebuild()

    @rule()
    def by_way_of_a_file(self):
        if self.entries:
            with tempfile.TemporaryDirectory() as folder:
                save(self.index, Path(folder) / "index")
                self.index = load(Path(folder) / "index")

    @rule(
        queries=st.lists(NEAR, min_size=1, max_size=3),
        times=st.sampled_from([1, 10]),
        radius=st.integers(0, 33),
    )
    def search(self, queries, times, radius):
        found = self.index.search(codes(queries * times), radius)
        assert rows(found) == plain(self.entries, queries * times, radius)
        assert len(self.index) == len(self.entries)


TestChanges = Changes.TestCase
TestChanges.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


def test_what_happens_while_tables_are_sorted_is_in_them_afterwards(monkeypatch):
    """Sorting is held up halfway: an entry of before goes, one comes, one comes and goes."""
    index = ExactIndex.of(np.array([1, 2]), codes([1, 2]))
    sort, halfway, go_on = exact.build, threading.Event(), threading.Event()

    def slow(*arguments):
        halfway.set()
        assert go_on.wait(10)
        return sort(*arguments)

    monkeypatch.setattr(exact, "build", slow)
    sorting = threading.Thread(target=index.rebuild)
    sorting.start()
    assert halfway.wait(10)
    index.withdraw(np.array([1]))
    index.add(np.array([1, 3]), codes([4, 8]))
    index.add(np.array([4]), codes([16]))
    index.withdraw(np.array([4]))
    before = rows(index.search(codes([0])))
    go_on.set()
    sorting.join()
    assert before == rows(index.search(codes([0]))) == [(0, 1, 1), (0, 1, 2), (0, 1, 3)]
    assert index.search(codes([4]), 0).id.tolist() == [1]


def test_new_entries_are_sorted_in_the_background(monkeypatch):
    monkeypatch.setattr(exact, "NEW_ENTRIES", 100)
    index = ExactIndex.of(np.arange(200), codes(range(200)))
    sorted_before = index.beside
    index.add(np.arange(101) + 1000, codes([n << 128 for n in range(101)]))
    deadline = time.monotonic() + 20
    while index.beside <= sorted_before + 200 * 64 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert index.search(codes([100 << 128]), 0).id.tolist() == [1100]
    assert index._now.built is not None
    assert len(index._now.built) == 301


def test_searches_meanwhile_see_each_change_from_its_call_on():
    """Entries that stay are found once, always; withdrawn ones never again, added ones at once."""
    random = np.random.default_rng(6)
    known = random.integers(0, 2**64, (3000, 4), np.uint64)
    index = ExactIndex.of(np.arange(3000), known)
    out, came = [0], [0]
    added = random.integers(0, 2**64, (2000, 4), np.uint64)
    wrong, done = [], threading.Event()

    def change():
        for turn in range(1, 15):
            index.withdraw(np.arange(100 + 100 * (turn - 1), 100 + 100 * turn))
            out[0] = turn
            index.add(np.arange(100) + 5000 + 100 * turn, added[100 * (turn - 1) : 100 * turn])
            came[0] = turn
            index.rebuild()
        done.set()

    def look(number):
        while not done.is_set():
            gone, here = 100 * out[0], 100 * came[0]
            for sought, there in (
                (known[:number], True),
                (known[100 : 100 + gone][-number:], False),
                (added[:here][-number:], True),
            ):
                found = index.search(sought, 5).query.tolist()
                if found != (list(range(len(sought))) if there else []):
                    wrong.append((gone, here, there, found))

    threads = [threading.Thread(target=look, args=(number,)) for number in (3, 100)]
    threads.append(threading.Thread(target=change))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert done.is_set()
    assert wrong == []


def test_a_thousand_entries_come_and_go_within_a_second():
    random = np.random.default_rng(7)
    known = random.integers(0, 2**64, (200_000, 4), np.uint64)
    index = ExactIndex.of(np.arange(200_000), known)
    index.search(known[:50])
    added = random.integers(0, 2**64, (1000, 4), np.uint64)
    start = time.perf_counter()
    index.add(np.arange(1000) + 10**6, added)
    assert len(index.search(added, 0).id) == 1000
    assert index.withdraw(np.arange(1000)) == 1000
    assert len(index.search(known[:1000], 0).id) == 0
    assert time.perf_counter() - start < 1
