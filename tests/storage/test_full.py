"""A full disk is told as such and leaves no half file: on a real, tiny file system."""

import subprocess
import sys
from pathlib import Path

import pytest

TRY = """
import sys
from pathlib import Path
from actionday.edge.storage import Storage, StorageFull

root = Path(sys.argv[1]) / "blobs"
storage = Storage(root)
small = storage.put_bytes(b"small")
large = Path(sys.argv[2])
for put in (lambda: storage.put_bytes(bytes(300_000)), lambda: storage.put_file(large)):
    try:
        put()
    except StorageFull as error:
        print(error.strerror)
left = [path.name for path in root.rglob("*") if path.is_file()]
print(left == [small], storage.check(small))
print(storage.put_bytes(b"there is room again") != small)
"""
IN_A_TINY_FILE_SYSTEM = 'mount -t tmpfs -o size=128k none "$0" && exec "$@"'


def run_in_tiny_file_system(folder: str, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["unshare", "-rm", "sh", "-c", IN_A_TINY_FILE_SYSTEM, folder, *command],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    folder, large = str(tmp_path / "tiny"), tmp_path / "large"
    Path(folder).mkdir()
    large.write_bytes(bytes(300_000))
    if run_in_tiny_file_system(folder, "true").returncode != 0:
        pytest.skip("no user namespaces here: a tiny file system cannot be mounted")
    done = run_in_tiny_file_system(folder, sys.executable, "-c", TRY, folder, str(large))
    assert done.stdout.splitlines() == [
        *["The disk of the stored captures is full: nothing was stored."] * 2,
        "True True",
        "True",
    ], done.stderr
