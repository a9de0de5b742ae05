"""The home is private, made on first use, and changes nothing around it."""

import os
import stat
from pathlib import Path

import pytest

from actionday.edge import home
from actionday.errors import BadInput


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    above = tmp_path / "above"
    above.mkdir(mode=0o755)
    monkeypatch.setenv("ACTIONDAY_HOME", str(above / "home"))
    return above


def test_every_folder_is_private_and_the_one_above_stays_as_it_was(above: Path) -> None:
    made = [home.postgres(), home.blobs(), home.keys(), home.logs(), home.runtime(), home.home()]
    assert {mode(path) for path in made} == {0o700}
    assert mode(above) == 0o755
    assert all(path.is_absolute() and path.is_relative_to(above / "home") for path in made)


def test_a_home_that_is_there_keeps_its_permissions(above: Path) -> None:
    (above / "home").mkdir(mode=0o750)
    assert mode(home.home()) == 0o750
    assert mode(home.keys()) == 0o700


def test_without_a_setting_it_is_here(above: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ACTIONDAY_HOME")
    monkeypatch.chdir(above)
    assert home.home() == above / "actionday-data"


def test_a_secret_file_is_private_and_no_link_is_followed(above: Path) -> None:
    os.close(home.open_private(home.keys() / "one"))
    assert mode(home.keys() / "one") == 0o600
    (home.keys() / "two").symlink_to(above / "elsewhere")
    with pytest.raises(BadInput, match="two"):
        home.open_private(home.keys() / "two")


def test_too_little_room_is_said_in_one_line(above: Path) -> None:
    with pytest.raises(BadInput, match=r"the disk is full: \d+ MB free, \d+ MB needed$"):
        home.require_space(above, 1 << 60)
