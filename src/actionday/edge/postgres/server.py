"""Starts and stops the embedded server; only an answer to a query counts as a sign of life."""

import contextlib
import socket
from gettext import gettext as _
from pathlib import Path

import psycopg

from actionday.edge import home
from actionday.errors import BadInput

from . import complaint, leftovers, locks, roles
from .place import Place

PATIENCE_S = 120
"""Replaying the log after a crash takes seconds; more than this is not waited for."""
ROOM = 20 << 20
"""Bytes without which a start would fail half-way."""
LOG_LIMIT = 5 << 20
PASSING = ("starting up", "shutting down", "recovery mode", "not yet accepting")
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": "5432",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "fsync": "on",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
}


def run(place: Place) -> None:
    """Return once the server of `place` answers; start it if it is gone. Raises `BadInput`."""
    if answers_soon(place):
        return
    clear_away(place)
    since = launch(place)
    if not answers_soon(place, started=True):
        raise BadInput(
            _("the database does not start: %(why)s") % {"why": complaint.in_log(place.log, since)}
        )


def answers_soon(place: Place, started: bool = False) -> bool:
    """Wait while the server is starting, recovering or stopping; False when it is gone."""
    trouble = ""

    def settled() -> bool:
        nonlocal trouble
        trouble = call(place)
        still_starts = started and trouble == "gone" and not locks.is_free(place.lock)
        return trouble in ("", "gone") and not still_starts

    if not leftovers.wait_until(settled, PATIENCE_S):
        raise unusable(trouble)
    return trouble != "gone"


def call(place: Place) -> str:
    """Return "" if the server answers, "gone" if nobody listens, else why it will answer later.

    Raises `BadInput` if waiting will not help.
    """
    if not somebody_listens(place):
        return "gone"
    try:
        if not roles.are_ready(place.sockets):
            roles.prepare(place.sockets)
    except psycopg.Error as error:
        trouble = complaint.in_short(str(error))
        if "too many clients" in trouble:  # that is an answer, too
            return ""
        passing = isinstance(error, psycopg.OperationalError) and "FATAL" not in trouble
        if not passing and not any(word in trouble for word in PASSING):
            raise unusable(trouble) from error
        return trouble
    return ""


def unusable(trouble: str) -> BadInput:
    """Say that the server runs but cannot be used."""
    return BadInput(_("the database is there but does not answer: %(why)s") % {"why": trouble})


def somebody_listens(place: Place) -> bool:
    """Tell whether a process accepts connections on the socket, whatever files lie about."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(roles.WAIT_S)
        try:
            probe.connect(str(place.sockets / ".s.PGSQL.5432"))
        except (FileNotFoundError, ConnectionRefusedError):
            return False
        except (TimeoutError, BlockingIOError):  # its queue is full: busy, not gone
            return True
        except OSError as error:
            raise BadInput(f"{place.sockets}: {error.strerror}") from error
    return True


def launch(place: Place) -> int:
    """Start the server and return where in the log its messages begin."""
    home.require_space(place.data, ROOM)
    since = begin_log(place)
    sockets = str(place.sockets).replace('"', '""')  # the setting is a list with quoting
    settings = SETTINGS | {"unix_socket_directories": f'"{sockets}"'}
    flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    program = place.binaries().folder / "postgres"
    place.account.run(program, "-D", place.data, *flags, detach=(place.lock, place.log))
    return since


def begin_log(place: Place) -> int:
    """Put an overlong log aside and return the size of the present one."""
    if place.log.exists() and place.log.stat().st_size > LOG_LIMIT:
        place.log.replace(place.log.with_suffix(".log.1"))
    with open(home.open_private(place.log), "rb") as file:  # noqa: PTH123
        return file.seek(0, 2)


def stop(place: Place) -> None:
    """Stop the server: fast, with a checkpoint, and by force if that takes too long."""
    clear_away(place, patience=30)
    if place.sockets.parent == Path("/tmp"):  # noqa: S108  (a home with too long a path)
        with contextlib.suppress(OSError):
            place.sockets.rmdir()


def clear_away(place: Place, patience: float = 10) -> None:
    """End what is left of a server and remove what would keep the next one from starting.

    The lock tells with certainty, also across containers and reboots, whether anything still runs;
    only then are a stale `postmaster.pid` and socket removed, whoever has that pid now.
    """
    leftovers.end(place.data, patience)
    if not leftovers.wait_until(lambda: locks.is_free(place.lock), 5):
        raise BadInput(
            _("%(path)s: is in use by a server in another container or of another user")
            % {"path": place.data}
        )
    (place.data / "postmaster.pid").unlink(missing_ok=True)
    for name in (".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
        (place.sockets / name).unlink(missing_ok=True)
