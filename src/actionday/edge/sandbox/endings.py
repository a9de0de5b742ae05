"""What the end of a child means, in a plain sentence."""

import json
import signal
from gettext import gettext as _
from typing import Any

from .limits import Limits


class Unreadable(Exception):
    """A file could not be decoded; the text says why, in words for a person."""


def found_in(answer: bytes, ending: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """Return what the child found. Raises `Unreadable` if it found nothing or did not end well.

    RuntimeError if it is the sandbox, not the file, that is at fault.
    """
    if ending["late"]:
        raise Unreadable(_("took longer than %(limit)d seconds") % {"limit": limits.wall_s})
    if ending["code"] < 0:
        raise Unreadable(killed_by(signal.Signals(-ending["code"]), limits))
    try:
        said = json.loads(answer)
        if "found" in said and isinstance(said["found"], dict):
            return said["found"]
    except (ValueError, TypeError):
        raise Unreadable(_("the decoder ended without an answer")) from None
    if "unbound" in said:
        raise RuntimeError(f"a child of the sandbox could not be bound: {said['unbound']}")
    raise Unreadable(refusal(said, limits))


def refusal(said: dict[str, Any], limits: Limits) -> str:
    """Say why the child found nothing."""
    if "unreadable" in said:
        return str(said["unreadable"])
    if "memory" in said:
        return needed_memory(limits)
    return _("the decoder failed: %(why)s") % {"why": said.get("failed", "")}


def killed_by(what: signal.Signals, limits: Limits) -> str:
    """Say why the child was killed."""
    if what == signal.SIGXFSZ:
        return _("the decoder wrote more than %(limit)d MB") % {"limit": limits.file >> 20}
    if what == signal.SIGXCPU:
        return _("needed more than %(limit)d seconds of computing") % {"limit": limits.cpu_s}
    if what == signal.SIGKILL:
        return _("the system ended the decoder, for lack of memory")
    return _("the decoder crashed (%(signal)s)") % {"signal": what.name}


def needed_memory(limits: Limits) -> str:
    """Say that memory ran out."""
    return _("needed more than %(limit)d MB of memory") % {"limit": limits.memory >> 20}
