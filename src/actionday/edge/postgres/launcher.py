"""Starts a program of PostgreSQL as whom it may run, detached if asked; runs alone, in a fresh
Python, because namespaces need a process with one thread.

    python -I -S launcher.py AS [--detach LOCK LOG] -- PROGRAM ARGUMENT...

AS is `self`, `namespace` (root only: a user namespace in which root's files belong to an ordinary
user, so that PostgreSQL runs without chown and without a copy) or `UID:GID`. The lock on LOCK is
inherited by every process of the server: while one of them lives, it is held. Exit status 70 says
that the system grants no user namespace.
"""

import ctypes
import fcntl
import os
import sys

REFUSED = 70
CLONE_NEWUSER = 0x10000000
CAP_DAC_READ_SEARCH = 2
PR_SET_PDEATHSIG, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 47, 2
SIGKILL = 9
libc = ctypes.CDLL(None, use_errno=True)


def main(arguments: list[str]) -> None:
    """Take the command line apart, become whom it names, and turn into the program."""
    split = arguments.index("--")
    who, *files = arguments[:split]
    os.umask(0o077)
    opened = [os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600) for path in files[1:]]
    become(who)
    if opened:
        detach(*opened)
    else:
        libc.prctl(PR_SET_PDEATHSIG, SIGKILL)  # an initdb does not outlive who wanted it
    program = arguments[split + 1 :]
    os.execv(program[0], program)  # noqa: S606


def become(who: str) -> None:
    """Give up root in the way that `who` names."""
    if who == "namespace":
        enter_namespace()
    elif who != "self":
        uid, gid = map(int, who.split(":"))
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)


def enter_namespace() -> None:
    """Enter a user namespace that shows every user's number one higher: root is user 1 inside.

    A helper outside writes the map, for only there it has the right to. The one capability kept is
    to pass through folders of other users, as when root runs a checkout in somebody's private home.
    """
    asked, ask = os.pipe()
    told, tell = os.pipe()
    if os.fork() == 0:
        os.close(ask)
        write_maps(os.getppid(), asked, tell)
    os.close(tell)
    if libc.unshare(CLONE_NEWUSER) != 0:
        os._exit(REFUSED)
    os.write(ask, b"!")
    if os.read(told, 1) != b"!":
        os._exit(REFUSED)
    os.wait()
    keep_passage()
    for end in (asked, ask, told):
        os.close(end)


def write_maps(pid: int, asked: int, tell: int) -> None:
    """As the helper: wait for the namespace, map every user and group of ours, say so, end."""
    try:
        if os.read(asked, 1) == b"!":
            for kind in ("uid", "gid"):
                with open(f"/proc/{pid}/{kind}_map", "w") as file:  # noqa: PTH123
                    file.write(f"1 0 {extent(kind)}")
            os.write(tell, b"!")
    finally:
        os._exit(0)


def extent(kind: str) -> int:
    """Return how many users (or groups) from 0 on exist where we are; the last has no successor."""
    with open(f"/proc/self/{kind}_map") as file:  # noqa: PTH123
        count = next(int(count) for start, _, count in map(str.split, file) if start == "0")
    return min(count, 2**32 - 2)


def keep_passage() -> None:
    """Keep CAP_DAC_READ_SEARCH through the exec; all other capabilities end there."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    data = (ctypes.c_uint32 * 6)()
    libc.capget(header, data)
    data[2] |= 1 << CAP_DAC_READ_SEARCH  # inheritable, low word
    libc.capset(header, data)
    libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_READ_SEARCH, 0, 0)


def detach(lock: int, log: int) -> None:
    """Take the lock and go on in a session of our own, so that no Ctrl-C reaches the server."""
    fcntl.flock(lock, fcntl.LOCK_EX)
    if os.fork():
        os._exit(0)
    os.setsid()
    os.set_inheritable(lock, True)
    nowhere = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nowhere, 0), (log, 1), (log, 2)):
        os.dup2(source, target)


if __name__ == "__main__":
    main(sys.argv[1:])
