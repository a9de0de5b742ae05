"""The child that looks at one file: bound first, then it opens what may be hostile."""

import fcntl
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actionday.media.unreadable import UnreadableMedia

from . import confine
from .limits import Limits

SOURCE, ANSWER = 3, 4
"""The only descriptors that a child keeps beside the standard three, which lead nowhere."""


Target = Callable[[Path, Path | None], Any]


@dataclass(frozen=True, slots=True)
class Duty:
    """What every child of one parent does, and what binds it."""

    target: Target
    limits: Limits
    readable: Sequence[Path]


def live(duty: Duty, out: Path | None, source: int, answer: int) -> None:
    """Examine the file open on `source`, write JSON to `answer`, end; never returns."""
    try:
        keep_only(source, answer)
        os.setsid()
        text = unbound(duty, out) or examined(duty.target, out)
        with open(ANSWER, "w", encoding="utf-8") as pipe:
            pipe.write(text)
        os._exit(0)
    finally:
        os._exit(1)


def unbound(duty: Duty, out: Path | None) -> str:
    """Bind this process; return "" if all that this system has for it took hold, else why not."""
    try:
        duty.limits.apply()
        confine.bind_child(duty.readable, SOURCE, out)
    except (OSError, ValueError) as error:
        return json.dumps({"unbound": str(error)})
    return ""


def keep_only(source: int, answer: int) -> None:
    """Move the two descriptors to their places and close every other."""
    high = [fcntl.fcntl(descriptor, fcntl.F_DUPFD, 16) for descriptor in (source, answer)]
    for descriptor, place in zip(high, (SOURCE, ANSWER), strict=True):
        os.dup2(descriptor, place)
    os.closerange(ANSWER + 1, os.sysconf("SC_OPEN_MAX"))


def examined(target: Target, out: Path | None) -> str:
    """Return what `target` found, or why it found nothing, as JSON."""
    try:
        found = target(Path(f"/proc/self/fd/{SOURCE}"), out)
        return json.dumps({"found": found.to_json()})
    except UnreadableMedia as error:
        return json.dumps({"unreadable": str(error)})
    except MemoryError:
        return json.dumps({"memory": True})
    except Exception as error:  # a decoder may raise anything at all
        return json.dumps({"failed": f"{type(error).__name__}: {error}"[:500]})
