"""A decoder that is taken over reaches nothing: no network, no process, no file but its own."""

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from actionday.edge.sandbox import Sandbox, Unreadable

from .conftest import LIMITS, TARGET, Does


@pytest.fixture(scope="module", params=["as it comes", "without bubblewrap"])
def box(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """Once as this system has it, once as on a system without bubblewrap."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "without bubblewrap":
            patch.setattr(shutil, "which", lambda _name: None)
        with Sandbox(TARGET, LIMITS) as sandbox:
            assert ("bubblewrap" in sandbox.walls()) == (shutil.which("bwrap") is not None)
            yield sandbox


def needs(box: Sandbox, wall: str) -> None:
    if wall not in box.walls():
        pytest.skip(f"this system has no {wall}")


def test_it_makes_no_connection(box: Sandbox, does: Does) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        answer = does(f"connect 127.0.0.1:{server.getsockname()[1]}")
    assert answer in ("PermissionError", "OSError", "ConnectionRefusedError")


def test_it_reaches_no_socket_in_the_file_system(box: Sandbox, does: Does, tmp_path: Path) -> None:
    needs(box, "seccomp")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        server.listen()
        assert does(f"connect_to_path {tmp_path / 's'}") == "PermissionError"


def test_it_starts_no_process(box: Sandbox, does: Does) -> None:
    needs(box, "seccomp")
    assert does("fork") == "PermissionError"
    assert does("start_a_program") == "PermissionError"


def test_it_reads_nothing_else(box: Sandbox, does: Does, tmp_path: Path) -> None:
    needs(box, "landlock")
    (tmp_path / "secret").write_text("key")
    for secret in (tmp_path / "secret", Path("/etc/passwd"), Path.home()):
        assert does(f"read {secret}") in ("PermissionError", "FileNotFoundError")


def test_it_writes_nowhere_else_and_not_into_the_evidence(
    box: Sandbox, does: Does, tmp_path: Path
) -> None:
    needs(box, "landlock")
    assert does(f"write {tmp_path / 'escaped'}") in ("PermissionError", "FileNotFoundError")
    assert does("overwrite_source") == "PermissionError"
    assert (tmp_path / "file").read_text() == "overwrite_source"
    assert not (tmp_path / "escaped").exists()


def test_it_does_not_kill_its_parent(box: Sandbox, does: Does) -> None:
    needs(box, "seccomp")
    parent = box.parent()
    assert does("kill_parent") == "PermissionError"
    assert does("greet again") == "again"
    assert box.parent() is parent


def test_it_inherits_no_secret_and_no_open_file(
    does: Does, box: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACTIONDAY_SECRET_KEY", "not for decoders")
    box.close()
    assert "ACTIONDAY" not in does("environment")
    assert does("descriptors") == "3 4"


def test_what_it_makes_arrives(does: Does, tmp_path: Path) -> None:
    assert does("make picture") == "made"
    assert (tmp_path / "out" / "thumb.jpg").read_text() == "picture"


def test_a_link_in_place_of_a_picture_is_not_followed(does: Does, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"PermissionError|not a plain file"):
        does("link /etc/passwd")
    assert not (tmp_path / "out").exists()


def test_a_private_file_of_another_user_can_be_examined(does: Does, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        (tmp_path / "file").touch()
        os.chown(tmp_path / "file", 65534, 65534)
        (tmp_path / "file").chmod(0o600)
    assert does("greet private") == "private"
