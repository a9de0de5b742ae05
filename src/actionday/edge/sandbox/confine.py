"""How the processes of the sandbox give up what they do not need."""

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

from . import landlock, seccomp

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_NO_NEW_PRIVS, PR_SET_CHILD_SUBREAPER = 38, 36
CAPABILITY_VERSION = 0x20080522
libc = ctypes.CDLL(None, use_errno=True)


def leave_network() -> bool:
    """Enter a network namespace with nothing in it, where the system grants one.

    Tried in a child first: half-way into a user namespace there is no way back.
    """
    child = os.fork()
    if child == 0:
        os._exit(0 if _enter_empty_network() else 1)
    if os.waitpid(child, 0)[1] != 0:
        return False
    return _enter_empty_network()


def _enter_empty_network() -> bool:
    uid, gid = os.geteuid(), os.getegid()
    if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0:
        return False
    try:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
        Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")
    except OSError:
        return False
    return True


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends, so that none escapes."""
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def walls() -> list[str]:
    """Return the names of what will bind a child on this system."""
    known = {"landlock": landlock.version() > 0, "seccomp": seccomp.is_known()}
    return [name for name, here in known.items() if here]


def bind_child(readable: Iterable[Path], source: int, writable: Path | None) -> None:
    """Bind the calling child: files, capabilities, system calls. Raises OSError if that fails."""
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if landlock.version():
        landlock.restrict(readable, source, writable)
    drop_capabilities()
    if seccomp.is_known() and not seccomp.restrict():
        raise OSError(ctypes.get_errno(), "seccomp")


def drop_capabilities() -> None:
    """Give up every capability, effective, permitted and inheritable."""
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    landlock.checked(libc.capset(header, (ctypes.c_uint32 * 6)()))
