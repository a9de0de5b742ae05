"""Landlock: the child reads the system, its code and one file, and writes into one folder.

Works for every user, without privileges, from Linux 5.13 on (kernel documentation,
userspace-api/landlock). Later versions also bar TCP and signals to others.
"""

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

CREATE, ADD_RULE, RESTRICT = 444, 445, 446
VERSION_FLAG = 1
BENEATH = 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
REMOVE_FILE, MAKE_FOLDER, MAKE_FILE = 1 << 5, 1 << 7, 1 << 8
TRUNCATE = 1 << 14
RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many kinds of access to files each version knows."""
TCP_FROM, SCOPES_FROM = 4, 6
libc = ctypes.CDLL(None, use_errno=True)


class Ruleset(ctypes.Structure):
    """`struct landlock_ruleset_attr`."""

    _fields_ = [("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class Beneath(ctypes.Structure):
    """`struct landlock_path_beneath_attr`."""

    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32)]


def version() -> int:
    """Return the version that the kernel has, 0 for none."""
    return max(0, int(libc.syscall(CREATE, None, ctypes.c_size_t(0), VERSION_FLAG)))


def restrict(readable: Iterable[Path], source: int, writable: Path | None) -> None:
    """Bind the calling process for good. `source` is the descriptor of the file to look at.

    Needs PR_SET_NO_NEW_PRIVS. Raises OSError if the kernel has Landlock and refuses.
    """
    known = version()
    every = (1 << RIGHTS[min(known, max(RIGHTS))]) - 1
    rules = create(known, every)
    for path in readable:
        allow_path(rules, path, EXECUTE | READ_FILE | READ_DIR)
    for device in ("/dev/null", "/dev/urandom"):
        allow_path(rules, Path(device), READ_FILE | WRITE_FILE)
    allow(rules, source, READ_FILE)
    if writable:
        making = READ_FILE | READ_DIR | WRITE_FILE | REMOVE_FILE | MAKE_FILE | MAKE_FOLDER
        allow_path(rules, writable, (making | TRUNCATE) & every)
    checked(libc.syscall(RESTRICT, rules, 0))
    os.close(rules)


def create(known: int, every: int) -> int:
    """Make a ruleset that denies `every` access to files, TCP, and signals to other processes."""
    net = 0b11 if known >= TCP_FROM else 0
    scoped = 0b11 if known >= SCOPES_FROM else 0
    size = 24 if known >= SCOPES_FROM else 16 if known >= TCP_FROM else 8
    attributes = ctypes.byref(Ruleset(every, net, scoped))
    return checked(libc.syscall(CREATE, attributes, ctypes.c_size_t(size), 0))


def allow_path(rules: int, path: Path, access: int) -> None:
    """Allow `access` below `path`, if there is such a thing."""
    if not path.exists():
        return
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    allow(rules, handle, access if path.is_dir() else access & ~READ_DIR)
    os.close(handle)


def allow(rules: int, handle: int, access: int) -> None:
    """Allow `access` to what `handle` is open on."""
    rule = ctypes.byref(Beneath(access, handle))
    checked(libc.syscall(ADD_RULE, rules, BENEATH, rule, 0))


def checked(answer: int) -> int:
    """Return the answer of a system call, or raise its OSError."""
    if answer < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return answer
