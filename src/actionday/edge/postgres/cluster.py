"""Makes the data directory: in a temporary folder, synced, then renamed: whole or absent."""

import ctypes
import os
import secrets
import shutil
import subprocess
from gettext import gettext as _
from pathlib import Path

from actionday.edge import home
from actionday.errors import BadInput

from . import complaint
from .place import Place
from .roles import OWNER

ROOM = 150 << 20
"""Bytes that a new cluster and its first write-ahead log need."""
LOCALES = ("C.UTF-8", "C")
"""For upper and lower case; the order of text is always that of bytes, which no upgrade changes."""


def create(place: Place) -> None:
    """Make the cluster of `place`. Raises `BadInput`, or `NamespaceRefused`."""
    parent = place.data.parent
    home.require_space(parent, ROOM)
    for unfinished in parent.glob("making-*"):
        shutil.rmtree(unfinished, ignore_errors=True)
    making = parent / f"making-{secrets.token_hex(4)}"
    try:
        initialise(place, making)
        sync(making)
        making.rename(place.data)
        sync(parent)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def initialise(place: Place, making: Path) -> None:
    """Run initdb, with the plainest locale if the system lacks the better one."""
    for locale in LOCALES:
        try:
            initdb(place, making, locale)
        except subprocess.CalledProcessError as error:
            if "invalid locale" in error.stdout and locale != LOCALES[-1]:
                continue
            raise BadInput(
                _("the database cannot be made in %(path)s: %(why)s")
                % {"path": place.data.parent, "why": complaint.in_short(error.stdout)}
            ) from error
        return


def initdb(place: Place, making: Path, locale: str) -> None:
    """Run initdb once; it skips its own sync, file by file, for ours of the whole file system."""
    place.account.run(
        place.binaries().folder / "initdb",
        f"--pgdata={making}",
        f"--username={OWNER}",
        "--encoding=UTF8",
        "--lc-collate=C",
        f"--lc-ctype={locale}",
        "--auth-local=trust",  # the folder of the socket is the guard: 0700, and no TCP
        "--auth-host=reject",
        "--data-checksums",
        "--no-sync",
        "--no-instructions",
    )


def sync(folder: Path) -> None:
    """Bring all that was written to the file system of `folder` to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(descriptor) != 0:
            error = OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
            raise BadInput(f"{folder}: {error.strerror}") from error
    finally:
        os.close(descriptor)
