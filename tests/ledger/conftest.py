"""The hand-made day and a way to verify a folder of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from actionday_verify.__main__ import main

from .scenario import Scenario, expected, harbour, write

Verify = Callable[..., tuple[int, str]]


@pytest.fixture(scope="session")
def day() -> Scenario:
    return harbour()


@pytest.fixture
def verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verify:
    """Verify these lines under a fitting checkpoint, or what `spoil(folder)` made of the files."""

    def run(
        lines: list[bytes],
        report: dict[str, Any] | None = None,
        spoil: Callable[[Path], object] = lambda _: None,
    ) -> tuple[int, str]:
        folder = write(tmp_path / "export", lines, report or expected())
        spoil(folder)
        status = main([str(folder)])
        return status, capsys.readouterr().out

    return run
