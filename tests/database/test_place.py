"""The database runs wherever the home is, and whoever starts it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT, command, ends, environment, fails, run

UNPRIVILEGED = 65534
HERE = "print(postgres.status().where)"
AS_ROOT = os.geteuid() == 0
PACKAGES = next(path for path in sys.path if path.endswith("site-packages"))


def test_a_home_too_long_for_a_socket(place: Path) -> None:
    home = place / ("long" * 30) / "home"
    source = "from actionday.edge import home as h; print(h.runtime(), h.runtime().stat().st_mode)"
    sockets, mode = run(home, source).split()
    assert len(sockets) < 60
    assert int(mode) & 0o777 == 0o700
    Path(sockets).mkdir(mode=0o755)
    assert "open to others" in fails(home)
    Path(sockets).rmdir()


def test_a_home_that_is_a_relative_path_with_spaces_and_marks(place: Path) -> None:
    folder = place / 'a "b", c%d'
    folder.mkdir()
    leave = "print(pid()); os.chdir('/')  # the way out must not depend on where we are"
    done = subprocess.run(
        command(leave),
        env=environment(Path("data")),
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    assert (folder / "data" / "postgres" / "data" / "PG_VERSION").exists()
    assert ends(int(done.stdout))


if AS_ROOT:

    def as_user() -> list[str]:
        user = str(UNPRIVILEGED)
        return ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"]

    def python_for_all() -> str | None:
        """A Python that an unprivileged user reaches, with our code; None in a private folder."""
        needs = f"import sys; sys.path[:0] = {[str(ROOT / 'src'), PACKAGES]!r}; import psycopg"
        for python in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
            check = [*as_user(), "sh", "-c", '"$0" -c "$1"', python, f"{needs}, actionday.edge"]
            if subprocess.run(check, check=False, stderr=subprocess.DEVNULL).returncode == 0:
                return python
        return None

    def test_root_with_a_home_below_a_private_folder(place: Path) -> None:
        place.chmod(0o700)
        assert run(place / "home", HERE) == str(place / "home" / "postgres" / "data")

    def test_root_in_the_private_folder_of_another_user(place: Path) -> None:
        os.chown(place, UNPRIVILEGED, UNPRIVILEGED)
        place.chmod(0o700)
        assert run(place / "home", HERE) == str(place / "home" / "postgres" / "data")

    if python_for_all():

        def test_an_ordinary_user_and_then_root_share_the_users_home(
            place: Path, monkeypatch: pytest.MonkeyPatch
        ) -> None:
            monkeypatch.setattr(sys, "executable", python_for_all())
            extra = {"PYTHONPATH": f"{ROOT / 'src'}:{PACKAGES}"}
            os.chown(place, UNPRIVILEGED, UNPRIVILEGED)
            who = "print(os.stat(f'/proc/{pid()}').st_uid)"
            for prefix in (as_user(), [], as_user()):
                answer = run(place / "home", who, extra, prefix=tuple(prefix))
                assert answer == str(UNPRIVILEGED)
            foreign = {path for path in (place / "home").rglob("*") if path.stat().st_uid == 0}
            assert not foreign

    def test_root_without_namespaces_uses_a_system_user(place: Path) -> None:
        prefix = without_namespaces()
        source = "print(os.stat(f'/proc/{pid()}').st_uid != 0, postgres.status().where)"
        other, where = run(place / "home", source, prefix=prefix).split()
        assert other == "True"
        assert where.startswith("/var/lib/actionday/")

    def without_namespaces() -> tuple[str, ...]:
        """What makes a command root of a place that grants no user namespaces."""
        prefix = (sys.executable, str(Path(__file__).with_name("no_namespaces.py")))
        if subprocess.run([*prefix, "true"], check=False, stderr=subprocess.DEVNULL).returncode:
            pytest.skip("this system cannot be made to refuse user namespaces")
        return prefix
