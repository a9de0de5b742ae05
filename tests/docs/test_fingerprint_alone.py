"""The code of the how-to runs as it stands, in a program that cannot import Django."""

import re
import subprocess
import sys
from pathlib import Path

from tests.media.conftest import film, paint
from tests.media.sounds import melody, write_sound
from tests.media.test_tlsh import story

PAGE = Path(__file__).resolve().parents[2] / "docs/howto/fingerprint-alone.md"
WITHOUT_DJANGO = "import sys; sys.modules['django'] = None\n"


def test_every_block_runs_without_django(tmp_path):
    paint(1).save(tmp_path / "picture.jpg")
    film(tmp_path / "clip.mp4", seconds=2)
    write_sound(tmp_path / "song.mp3", melody(1, 20), "libmp3lame")
    write_sound(tmp_path / "part.mp3", melody(1, 20)[6 * 22050 :], "libmp3lame")
    (tmp_path / "story.txt").write_text(story(1))
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert len(blocks) >= 9
    (tmp_path / "program.py").write_text(WITHOUT_DJANGO + "\n".join(blocks))
    done = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    printed = done.stdout.splitlines()
    assert printed[0].startswith("image pdq ")
    assert "1 poster 17 0" in printed
    assert "the file is empty" in printed
    assert printed[-1] == "image"
    assert [line for line in printed if line.startswith("True")][1:] == ["True"]
