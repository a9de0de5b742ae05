"""A list of two million rows: read to its end in little memory, its three bad rows named."""

import json
import subprocess
import sys
from pathlib import Path

ROWS, MEMORY_MB = 2_000_000, 100
READ = r"""
import json, re, sys
from pathlib import Path
from actionday.media.listfile import Refused, open_list
count, bad = 0, []
for row in open_list(Path(sys.argv[1])).rows:
    if isinstance(row, Refused):
        bad.append(row.row)
    else:
        count += 1
peak_kb = int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])
print(json.dumps([count, bad, peak_kb >> 10]))
"""


def test_three_bad_rows_of_two_million_are_named(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    bad = {7, ROWS // 2, ROWS - 1}
    with path.open("w") as file:
        file.write("type,value\n")
        file.writelines(f"pdq,{n:0{63 if n in bad else 64}x}\n" for n in range(1, ROWS))
    assert path.stat().st_size > 130_000_000
    done = subprocess.run(
        [sys.executable, "-c", READ, path], capture_output=True, text=True, check=True
    )
    count, found, memory_mb = json.loads(done.stdout)
    assert (count, found) == (ROWS - 1 - len(bad), [n + 1 for n in sorted(bad)])
    print(f"read in {memory_mb} MB")
    assert memory_mb < MEMORY_MB
