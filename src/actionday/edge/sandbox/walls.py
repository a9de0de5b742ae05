"""How the warm parent is started: a bare environment, and bubblewrap around it where installed."""

import importlib.util
import os
import shutil
import sys
import sysconfig
from pathlib import Path

SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/etc/ld.so.cache")
FOLDERS_OF_PYTHON = ("stdlib", "platstdlib", "purelib", "platlib")


def readable(target: str) -> list[Path]:
    """Return all that a decoder may read beside its file: the system, Python, and our code."""
    python = [Path(sys.prefix), Path(sys.executable).resolve().parent, libraries()]
    paths = [*map(Path, SYSTEM), *python, *map(Path, python_folders()), *packages(target)]
    return list(dict.fromkeys(path for path in paths if path.exists()))


def python_folders() -> set[str]:
    """Return where the standard library and the installed packages are."""
    return {sysconfig.get_path(name) for name in FOLDERS_OF_PYTHON}


def libraries() -> Path:
    """Return where a Python that was not installed with the system keeps its shared library."""
    return Path(sysconfig.get_config_var("LIBDIR") or "/usr/lib")


def packages(target: str) -> list[Path]:
    """Return the folders of our package and of the one that `target` is in."""
    found = []
    for name in dict.fromkeys(("actionday", target.partition(":")[0].partition(".")[0])):
        spec = importlib.util.find_spec(name)
        found += [Path(place) for place in (spec and spec.submodule_search_locations) or []]
    return found


def environment(target: str) -> dict[str, str]:
    """Return the parent's whole environment: no secret is in it, and one thread a library."""
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "HOME": "/nonexistent",
        "PYTHONPATH": os.pathsep.join(str(path.parent) for path in packages(target)),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONSAFEPATH": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


def bubblewrap(target: str, outbox: Path) -> list[str]:
    """Return the command that shows a program the readable paths and `outbox`, and no network.

    Empty where bubblewrap is not installed. Not with --die-with-parent: that means the thread that
    started it, and ours come and go; the parent ends when its socket closes.
    """
    program = shutil.which("bwrap")
    if program is None:
        return []
    command = [program, "--unshare-all", "--new-session", "--proc", "/proc", "--dev", "/dev"]
    command += ["--tmpfs", "/tmp"]  # noqa: S108  (its own, empty)
    for path in readable(target):
        command += ["--ro-bind", str(path), str(path)]
    return [*command, "--bind", str(outbox), str(outbox), "--chdir", "/"]
