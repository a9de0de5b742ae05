"""What docs/architecture.md names exists: every file, and every function in its file."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "architecture.md").read_text()
PATHS = sorted(set(re.findall(r"`((?:src|docs)/[\w./]+)`", TEXT)))
STEPS = re.findall(r"^\| \d+ \|.*\| `(src/\S+)` \| `(\w+)` \|$", TEXT, re.MULTILINE)


def functions(path: Path) -> set[str]:
    """Return the names of all functions defined in a file, or imported into a package's face."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.ImportFrom):
            names.update(alias.asname or alias.name for alias in node.names)
    return names


@pytest.mark.parametrize("path", PATHS)
def test_a_named_path_exists(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize(("path", "name"), STEPS)
def test_a_named_function_exists(path: str, name: str) -> None:
    assert name in functions(ROOT / path)


def test_every_stage_is_told_of() -> None:
    stages = {path.name for path in (ROOT / "src/actionday/stages").glob("[a-z]*.py")}
    told = {Path(path).name for path in PATHS + [path for path, _ in STEPS]}
    assert stages - {"report.py"} <= told
    assert len(STEPS) == 22
