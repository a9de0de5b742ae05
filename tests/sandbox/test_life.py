"""The warm parent is shared by threads, replaced when it dies, and ends when we do."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from actionday.edge.sandbox import Sandbox

from .conftest import TARGET, Does

OWNER = f"""
import sys, time, pathlib
from actionday.edge.sandbox import Sandbox
box = Sandbox({TARGET!r})
file = pathlib.Path(sys.argv[1])
print(box.parent().outbox, box.parent().process.pid, flush=True)
box.examine(file, file.with_name("out"))
"""


def descendants(pid: int) -> set[int]:
    """Return `pid` and all processes below it."""
    found = {pid}
    for line in subprocess.check_output(["ps", "-eo", "pid,ppid", "--sort=pid"], text=True).split(
        "\n"
    )[1:-1]:
        child, parent = map(int, line.split())
        if parent in found:
            found.add(child)
    return found


def is_dead(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def soon(condition: Callable[[], bool]) -> bool:
    """Wait a little for `condition()`."""
    deadline = time.monotonic() + 5
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(condition())


def test_a_killed_parent_is_replaced(box: Sandbox, does: Does) -> None:
    assert does("greet one") == "one"
    before = box.parent()
    for pid in descendants(before.process.pid):
        os.kill(pid, signal.SIGKILL)
    assert does("greet two") == "two"
    assert box.parent() is not before
    assert not before.outbox.exists()


def test_a_parent_killed_in_the_middle_is_replaced(box: Sandbox, does: Does) -> None:
    pids = descendants(box.parent().process.pid)
    timer = threading.Timer(0.3, lambda: [os.kill(pid, signal.SIGKILL) for pid in pids])
    timer.start()
    assert does("sleep 0.8") == "awake"
    timer.join()


def test_several_files_at_once(box: Sandbox, tmp_path: Path) -> None:
    def wait(number: int) -> str:
        file = tmp_path / str(number)
        file.write_text("sleep 0.5")
        return str(box.examine(file, tmp_path / f"out{number}")["said"])

    box.parent()
    began = time.monotonic()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(wait, range(4))) == ["awake"] * 4
    assert time.monotonic() - began < 1.5


def test_many_files_from_many_threads(box: Sandbox, tmp_path: Path) -> None:
    def greet(number: int) -> str:
        file = tmp_path / str(number)
        file.write_text(f"greet {number}")
        return str(box.examine(file)["said"])

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(greet, range(100))) == [str(number) for number in range(100)]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_it_ends_with_its_owner(tmp_path: Path, how: signal.Signals) -> None:
    (tmp_path / "file").write_text("linger picture")
    with subprocess.Popen(
        [sys.executable, "-c", OWNER, str(tmp_path / "file")], stdout=subprocess.PIPE, text=True
    ) as owner:
        outbox, parent = owner.stdout.readline().split()
        assert soon(lambda: bool(list(Path(outbox).glob("*/thumb.jpg"))))
        family = descendants(int(parent))
        owner.send_signal(how)
    assert soon(lambda: all(map(is_dead, family)))
    assert not list(Path(outbox).glob("**/*.jpg")), "evidence left behind"


def test_a_real_picture_with_the_real_decoders(tmp_path: Path) -> None:
    Image.effect_noise((320, 240), 60).convert("RGB").save(tmp_path / "file", "JPEG")
    with Sandbox() as box:
        found = box.examine(tmp_path / "file", tmp_path / "out")
        tasks = [
            len(list(Path(f"/proc/{pid}/task").iterdir()))
            for pid in descendants(box.parent().process.pid)
        ]
    assert {each["type"] for each in found["fingerprints"]} == {"pdq", "sha256"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == set(found["derivatives"])
    assert set(tasks) == {1}, "a parent with threads cannot fork safely"


def test_a_forked_child_has_a_sandbox_of_its_own(box: Sandbox, does: Does, tmp_path: Path) -> None:
    assert does("greet one") == "one"
    ours = box.parent()
    (tmp_path / "file").write_text("greet two")
    script = f"""
import os, pathlib
from actionday.edge.sandbox import Sandbox
box = Sandbox({TARGET!r})
file = pathlib.Path({str(tmp_path / "file")!r})
first = box.examine(file)
child = os.fork()
print(box.examine(file) == first, box.parent().process.pid, flush=True)
box.close()
if child:
    os.wait()
"""
    lines = subprocess.check_output([sys.executable, "-c", script], text=True).splitlines()
    assert {line.split()[0] for line in lines} == {"True"}
    assert len({line.split()[1] for line in lines}) == 2
    assert box.parent() is ours


def test_the_cost_of_a_file(does: Does, record_property: object) -> None:
    does("greet warm")
    times = []
    for _turn in range(30):
        began = time.perf_counter()
        does("greet x")
        times.append(time.perf_counter() - began)
    median = sorted(times)[15] * 1000
    record_property("overhead_ms", round(median, 2))
    print(f"\nsandbox overhead: {median:.1f} ms a file, median of 30")
    assert median < 200
