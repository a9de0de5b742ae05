"""The embedded database, as one process of ours uses it together with the others.

Who stops the server, and when: the last of our processes, on its way out. Each process that asked
for the database shares the lock `users`; one that ends regularly and finds itself alone stops the
server. A process that is killed stops nothing: its share is gone with it, the server goes on, and
the next process finds it, uses it and stops it at its end.
"""

import atexit
import contextlib
import os
import threading
from gettext import gettext as _
from pathlib import Path

from actionday.edge import home
from actionday.errors import BadInput

from . import cluster, locks, place, roles, server
from .account import NamespaceRefused
from .connection import Connection, socket_url
from .place import Place

_guard = threading.RLock()
_uses: dict[Path, tuple[Place, locks.Use]] = {}


def ensure() -> Connection:
    """Return the addresses of the running embedded database; make and start it as needed."""
    with _guard:
        folder = home.postgres()
        with locks.starting(folder):
            here = running_place()
            if folder not in _uses:
                _uses[folder] = (here, locks.Use(folder))
        return Connection(
            owner_url=socket_url(roles.OWNER, roles.DATABASE, here.sockets),
            serving_url=socket_url(roles.SERVING, roles.DATABASE, here.sockets),
        )


def running_place() -> Place:
    """Return the place of a server that answers."""
    here = existing() or create()
    place.prepare(here)
    try:
        server.run(here)
    except NamespaceRefused as error:
        raise BadInput(
            _(
                "%(path)s: belongs to root, and this system no longer grants the user namespace "
                "that PostgreSQL needs then; start Actionday as an ordinary user"
            )
            % {"path": here.data}
        ) from error
    return here


def existing() -> Place | None:
    """Return the place where there is data, None if there is none yet."""
    here = place.at_home()
    if here.data.exists():
        return here
    if os.geteuid() == 0:
        here = place.of_system()
    return here if here.data.exists() else None


def create() -> Place:
    """Make the cluster at home, or, for root where that is refused, as a system user."""
    here = place.at_home()
    try:
        place.prepare(here)
        cluster.create(here)
    except NamespaceRefused:
        here = place.of_system()
        place.prepare(here)
        cluster.create(here)
    return here


def release() -> None:
    """Give up this process's use of the database; stop the server if nobody else uses it."""
    with _guard:
        for folder in list(_uses):
            here, use = _uses.pop(folder)
            with contextlib.suppress(BadInput, FileNotFoundError), locks.starting(folder):
                if use.is_last():
                    server.stop(here)
            use.end()


def stop() -> None:
    """Stop the server now, whoever uses it. Raises `BadInput` if it cannot be stopped."""
    with _guard:
        folder = home.postgres()
        with locks.starting(folder):
            here = existing()
            if here:
                server.stop(here)
            if folder in _uses:
                _uses.pop(folder)[1].end()


def _forget() -> None:
    """In a forked child: the share is the parent's, the guard a thread's that is not here."""
    global _guard  # noqa: PLW0603
    _guard = threading.RLock()
    for _place, use in _uses.values():
        use.end()
    _uses.clear()


os.register_at_fork(after_in_child=_forget)
atexit.register(release)
