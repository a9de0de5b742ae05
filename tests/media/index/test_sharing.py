"""Real processes share one snapshot: in memory, across its replacement, and if one is killed."""

import json
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from actionday.media.index.exact import ExactIndex
from actionday.media.index.snapshot import load, save
from tests.media.index.made import codes

READER = """
import json, sys
from pathlib import Path
from actionday.media.codes import codes_of
from actionday.media.index.snapshot import SnapshotFile

def memory(path):
    sums, inside = {}, False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        name, *rest = line.split()
        if "-" in name:
            inside = line.endswith(path)
        elif inside and rest[-1] == "kB":
            sums[name] = sums.get(name, 0) + int(rest[0])
    return sums

file, index = SnapshotFile(Path(sys.argv[1])), None
for line in sys.stdin:
    index = file.newer() or index
    found = index.search(codes_of([line.strip()]), 0)
    print(json.dumps([found.id.tolist(), index.mark, memory(sys.argv[1])]), flush=True)
"""

WRITER = """
import sys
from pathlib import Path
import numpy as np
from actionday.media.index.exact import ExactIndex
from actionday.media.index.snapshot import save

known = np.random.default_rng(1).integers(0, 2**64, (60000, 4), np.uint64)
index = ExactIndex.of(np.arange(60000), known)
while True:
    index.add(np.empty(0, np.int64), known[:0], mark=index.mark + 1)
    save(index, Path(sys.argv[1]))
    print(index.mark, flush=True)
"""


def started(program, path):
    return subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def readers(tmp_path):
    processes = [started(READER, tmp_path / "index") for _ in range(2)]
    yield processes
    for process in processes:
        process.communicate(timeout=20)


def ask(process, number):
    process.stdin.write(f"{number:064x}\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())


@pytest.mark.skipif(sys.platform != "linux", reason="memory is told by /proc, which only Linux has")
def test_two_processes_hold_one_copy_and_go_over_to_a_newer_one(tmp_path, readers):
    random = np.random.default_rng(2)
    known = random.integers(0, 2**64, (50_000, 4), np.uint64)
    known[0] = codes([77])[0]
    save(ExactIndex.of(np.arange(50_000), known, mark=1), tmp_path / "index")
    for process in readers:
        assert ask(process, 77)[:2] == [[0], 1]
    for process in readers:
        ids, _mark, memory = ask(process, 77)
        assert ids == [0]
        assert memory["Rss:"] * 1024 > 50_000 * 128
        assert memory["Pss:"] < 0.6 * memory["Rss:"]
        assert memory["Private_Dirty:"] == memory["Shared_Dirty:"] == 0 or memory["Anonymous:"] == 0
    save(ExactIndex.of(np.array([5]), codes([77]), mark=2), tmp_path / "index")
    for process in readers:
        assert ask(process, 77)[:2] == [[5], 2]


def test_a_writer_that_is_killed_leaves_the_old_one_whole(tmp_path):
    """It is killed until it was in the middle of a file; what it left is cleared by the next."""
    path = tmp_path / "index"
    for turn in range(12):
        writer = started(WRITER, path)
        last = int(writer.stdout.readline())
        time.sleep(0.013 * turn)
        writer.send_signal(signal.SIGKILL)
        last = max([last, *(int(line) for line in writer.communicate()[0].split("\n")[:-1])])
        index = load(path)
        assert len(index) == 60_000
        assert index.mark in (last, last + 1)
        left = list(tmp_path.glob("index.new-*"))
        if left and turn:
            break
    assert left
    save(index, path)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["index", "index.lock"]
