"""What the server says when it fails, in one line."""

from gettext import gettext as _
from pathlib import Path

TELLING = ("FATAL:", "PANIC:", "ERROR:", "DETAIL:", "HINT:", "error:")


def in_short(text: str) -> str:
    """Return the last lines of `text` that tell why, joined; the very last line if none does."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if any(word in line for word in TELLING)]
    return " / ".join((telling or lines)[-2:]) or _("it said nothing")


def in_log(log: Path, since: int) -> str:
    """Return what `log` tells from byte `since` on, and where to read the rest."""
    with log.open("rb") as file:
        file.seek(since)
        text = file.read()[-20_000:].decode(errors="replace")
    return _("%(why)s (see %(log)s)") % {"why": in_short(text), "log": log}
