"""Compiled code that is kept on disk is that of the sources as they are."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import actionday

PROGRAM = (
    "from actionday.media.codes import codes_of; from actionday.media.index.scan import scan;"
    "print(len(scan(codes_of(['0' * 64]), codes_of(['0' * 63 + '3']), 2)))"
)


def test_a_change_in_a_part_is_not_missed(tmp_path):
    package, source = tmp_path / "actionday", Path(actionday.__file__).parent
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(source / "media", package / "media", ignore=ignored)
    shutil.copy(source / "__init__.py", package)
    outside = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA")}
    outside["PYTHONPATH"] = str(tmp_path)
    command = [sys.executable, "-c", PROGRAM]

    def run():
        return subprocess.check_output(command, env=outside, cwd=tmp_path, text=True).strip()

    assert run() == "1"
    assert list((package / "media/index/__pycache__").glob("scan._scan*.nbc"))
    words = package / "media/index/words.py"
    counted = "return builder.ctpop(arguments[0])"
    assert counted in words.read_text()
    words.write_text(words.read_text().replace(counted, "return ir.Constant(_int64, 3)"))
    assert run() == "0"
