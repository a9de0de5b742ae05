"""A sandbox around a stand-in decoder that does what the file tells it to."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from actionday.edge.sandbox import Limits, Sandbox

TARGET = "tests.sandbox.stand_ins:act"
LIMITS = Limits(memory=512 << 20, file=4 << 20, cpu_s=1, wall_s=4)
Does = Callable[..., str]


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    with Sandbox(TARGET, LIMITS, parallel=4) as sandbox:
        yield sandbox


@pytest.fixture
def does(box: Sandbox, tmp_path: Path) -> Does:
    """Have the stand-in do `what` and return what it said; out goes to `tmp_path / "out"`."""

    def does(what: str) -> str:
        file = tmp_path / "file"
        file.write_text(what)
        return box.examine(file, tmp_path / "out")["said"]

    return does
