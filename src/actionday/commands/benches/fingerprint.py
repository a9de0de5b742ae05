"""`actionday bench fingerprint`: what a fingerprint costs, beside the decoder and the usual code.

All times are of the processor, of this one process, so that others at work disturb less; ours and
the peer's take turns on the same files.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from gettext import gettext as _
from importlib.util import find_spec
from pathlib import Path

import av
import numpy as np
import simplejpeg
from PIL import Image

from actionday.commands.benches.edits import stored
from actionday.commands.benches.rows import Measured, Row
from actionday.commands.benches.samples import GRAIN, drawn
from actionday.errors import BadInput
from actionday.media.container import open_container
from actionday.media.image import hash_image, hash_image_dihedral
from actionday.media.limits import DEFAULT_LIMITS
from actionday.media.video import Video, hash_video

SUMMARY = _("what a fingerprint costs, beside the decoder and the usual code")
SIZES = ((640, 480), (1920, 1080))
KINDS = {"drawn": 0.0, "drawn with grain": GRAIN}
"""Pictures whose files are small, as memes are, and large, as photographs are -> their grain."""

PICTURES = 12
ROUNDS = 7
PEER = "Pillow + pdqhash"
FILM = (1280, 720)
FILM_RATE, FILM_SECONDS = 25, 8

Task = Callable[[Path], object]


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the bench's arguments."""
    parser.add_argument("--runs", type=int, default=3, metavar="N", help=_("runs of each task"))


def measure(args: argparse.Namespace) -> list[Row]:
    """Measure pictures and a video; without pdqhash there are no rows with a peer."""
    if args.runs < 1:
        raise BadInput(_("--runs must be at least 1, not %(given)d") % {"given": args.runs})
    with tempfile.TemporaryDirectory(prefix="actionday-bench-") as folder:
        found = [
            each
            for size in SIZES
            for data in KINDS
            for each in of_pictures(Path(folder), size, data, args.runs)
        ]
        return found + of_video(Path(folder), args.runs)


def of_pictures(folder: Path, size: tuple[int, int], data: str, runs: int) -> list[Row]:
    """Return the rows of one size, each from file to hash, in milliseconds a picture."""
    name = f"{size[0]}x{size[1]}"
    paths = [folder / f"{name}-{index}.jpg" for index in range(PICTURES)]
    for path, picture in zip(paths, drawn(PICTURES, *size, KINDS[data]), strict=True):
        path.write_bytes(stored(picture))
    tasks: dict[str, Task] = {"one": hash_image, "eight": hash_image_dihedral, "decode": decode}
    if find_spec("pdqhash"):
        tasks |= {"peer": peer_hash, "peer eight": peer_dihedral}
    took = {task: each * 1000 for task, each in take_turns(tasks, paths, runs * ROUNDS).items()}

    def line(case: str, ours: str, peer: str, theirs: str) -> Row:
        measured = Measured("fingerprint", f"{case} {name}", PICTURES, data, "ms")
        return measured.row(took[ours], peer, took[theirs])

    lines = [
        line("image", "one", "decoding alone", "decode"),
        line("eight forms", "eight", "one form", "one"),
    ]
    if "peer" in tasks:
        lines.append(line("image", "one", PEER, "peer"))
        lines.append(line("eight forms", "eight", PEER, "peer eight"))
    return lines


def take_turns(tasks: dict[str, Task], paths: list[Path], rounds: int) -> dict[str, float]:
    """Return the median seconds of each task on one file.

    The tasks take turns, each with all files in a row: whatever follows another's work finds its
    own code and memory out of the caches, which is nobody's cost.
    """
    took: dict[str, list[float]] = {name: [] for name in tasks}
    for number in range(rounds + 1):
        for name, task in tasks.items():
            for path in paths:
                start = time.process_time()
                task(path)
                if number:  # The first round fills tables.
                    took[name].append(time.process_time() - start)
    return {name: statistics.median(each) for name, each in took.items()}


def decode(path: Path) -> object:
    """Decode the luma of a JPEG and do nothing with it."""
    return simplejpeg.decode_jpeg(path.read_bytes(), colorspace="GRAY")


def peer_hash(path: Path) -> object:
    """Hash as the field's usual code does: Pillow decodes, the reference's binding hashes."""
    import pdqhash

    with Image.open(path) as image:
        return pdqhash.compute(np.asarray(image.convert("RGB")))


def peer_dihedral(path: Path) -> object:
    """Hash the eight forms as the reference's binding does."""
    import pdqhash

    with Image.open(path) as image:
        return pdqhash.compute_dihedral(np.asarray(image.convert("RGB")))


def of_video(folder: Path, runs: int, seconds: int = FILM_SECONDS) -> list[Row]:
    """Return how many frames a second are decoded and hashed on one thread, and only decoded."""
    path = film(folder / "film.mp4", seconds)
    took = take_turns({"hash": hash_video, "decode": decode_video}, [path], max(3, runs))
    frames = FILM_RATE * seconds
    ours, theirs = frames / took["hash"], frames / took["decode"]
    case = f"video {FILM[0]}x{FILM[1]}"
    measured = Measured("fingerprint", case, frames, "drawn with grain", "frames/s")
    return [measured.row(ours, "decoding alone", theirs)]


def decode_video(path: Path) -> object:
    """Decode every frame as `hash_video` does, and do nothing with it."""
    with open_container(path) as container:
        return sum(1 for _frame in Video(container, DEFAULT_LIMITS).frames())


def film(path: Path, seconds: int) -> Path:
    """Write a film in H.264: a new picture each second, the view moving over it, with grain."""
    wide, high = FILM
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FILM_RATE)
        stream.width, stream.height, stream.pix_fmt = wide, high, "yuv420p"
        stream.options = {"preset": "veryfast", "crf": "23"}
        scenes = drawn(seconds, wide + 2 * FILM_RATE, high + FILM_RATE)
        for index in range(FILM_RATE * seconds):
            second, step = divmod(index, FILM_RATE)
            view = scenes[second].crop((2 * step, step, 2 * step + wide, step + high))
            frame = av.VideoFrame.from_ndarray(np.asarray(view), "rgb24")
            frame.pts, frame.time_base = index, Fraction(1, FILM_RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path
