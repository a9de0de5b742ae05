"""What goes in comes out by its SHA-256, once, whole, and read-only."""

import hashlib
import os
import stat
import threading
from pathlib import Path

import pytest

from actionday.edge.storage import ABANDONED_S, Storage


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    return Storage(tmp_path / "blobs", sync=False)


def files(storage: Storage) -> list[Path]:
    return [path for path in storage.root.rglob("*") if path.is_file()]


def test_content_has_the_key_of_its_hash(storage: Storage, tmp_path: Path) -> None:
    content = os.urandom(3_000_000)
    source = tmp_path / "source"
    source.write_bytes(content)
    with storage.open_writer() as writer:
        for start in range(0, len(content), 70_001):
            writer.write(content[start : start + 70_001])
    key = hashlib.sha256(content).hexdigest()
    assert storage.put_bytes(content) == storage.put_file(source) == writer.key == key
    assert writer.size == len(content)
    assert files(storage) == [storage.root / key[:2] / key[2:4] / key] == [storage.path(key)]
    with storage.open(key) as file:
        assert file.read() == content
    assert source.read_bytes() == content


def test_synced_content_is_the_same(tmp_path: Path) -> None:
    storage = Storage(tmp_path / "blobs")
    assert storage.check(storage.put_bytes(b"synced"))


def test_what_was_stored_is_found_by_another_process_s_storage(storage: Storage) -> None:
    key = storage.put_bytes(b"")
    again = Storage(storage.root, sync=False)
    assert again.exists(key)
    assert again.check(key)
    assert not again.exists("0" * 64)
    with pytest.raises(FileNotFoundError):
        again.open("0" * 64)


def test_a_changed_file_fails_its_check(storage: Storage) -> None:
    key = storage.put_bytes(b"evidence")
    assert stat.S_IMODE(storage.path(key).stat().st_mode) == 0o400
    storage.path(key).chmod(0o600)
    storage.path(key).write_bytes(b"evidencE")
    assert not storage.check(key)
    storage.put_bytes(b"evidence")
    assert storage.check(key)


def test_an_error_while_writing_leaves_nothing(storage: Storage) -> None:
    def fail_halfway() -> None:
        with storage.open_writer() as writer:
            writer.write(b"half of it")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    assert files(storage) == []


@pytest.mark.parametrize(
    "key", ["", "../../../etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "\n", "g" * 64]
)
def test_what_is_no_key_reaches_no_file(storage: Storage, key: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        storage.open(key)


def test_many_threads_put_the_same_at_once(storage: Storage) -> None:
    content = os.urandom(500_000)
    start = threading.Barrier(8)
    keys: list[str] = []

    def put() -> None:
        start.wait()
        for _again in range(5):
            keys.append(storage.put_bytes(content))
            assert storage.check(keys[0])

    threads = [threading.Thread(target=put) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 40
    assert set(keys) == {hashlib.sha256(content).hexdigest()}
    assert len(files(storage)) == 1


def test_what_a_crash_left_is_cleared_after_a_day(storage: Storage) -> None:
    old, new = storage.incoming / "folder" / "old", storage.incoming / "new"
    old.parent.mkdir()
    for path in (old, new):
        path.write_bytes(b"half")
    for path in (old, old.parent):
        os.utime(path, (0, path.stat().st_mtime - ABANDONED_S - 60))
    Storage(storage.root, sync=False)
    assert new.exists()
    assert not old.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_root_stores_belongs_to_the_folder_s_owner(tmp_path: Path) -> None:
    root = tmp_path / "blobs"
    root.mkdir()
    os.chown(root, 1234, 1234)
    storage = Storage(root, sync=False)
    made = [storage.path(storage.put_bytes(b"x")), storage.incoming]
    assert {path.stat().st_uid for path in (*made, *made[0].parents[:2])} == {1234}
