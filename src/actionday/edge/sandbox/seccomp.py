"""A small filter of system calls: no sockets, no programs, no processes, no reaching into others.

A deny list, for a decoder's needs differ by library and system; what it bars is what an attacker
who has taken over the decoder would need next. Above all no `connect`: the database's socket is a
path, which a network namespace does not hide. Threads are allowed. (seccomp(2), linux/filter.h)
"""

import ctypes
import platform
import struct

PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2
ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
EPERM, ENOSYS = 1, 38
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER_AT, ARCH_AT, FIRST_ARGUMENT_AT = 0, 4, 16
CLONE_THREAD = 0x00010000
CLONE3 = 435
X32 = 0x40000000

DENIED = {
    "x86_64": {
        "arch": 0xC000003E,
        "clone": 56,
        "socket": 41,
        "connect": 42,
        "fork": 57,
        "vfork": 58,
        "execve": 59,
        "kill": 62,
        "ptrace": 101,
        "mount": 165,
        "init_module": 175,
        "kexec_load": 246,
        "add_key": 248,
        "request_key": 249,
        "keyctl": 250,
        "unshare": 272,
        "perf_event_open": 298,
        "open_by_handle_at": 304,
        "setns": 308,
        "process_vm_readv": 310,
        "process_vm_writev": 311,
        "finit_module": 313,
        "bpf": 321,
        "execveat": 322,
        "userfaultfd": 323,
        "pidfd_send_signal": 424,
        "io_uring_setup": 425,
    },
    "aarch64": {
        "arch": 0xC00000B7,
        "clone": 220,
        "socket": 198,
        "connect": 203,
        "execve": 221,
        "kill": 129,
        "ptrace": 117,
        "mount": 40,
        "init_module": 105,
        "kexec_load": 104,
        "add_key": 217,
        "request_key": 218,
        "keyctl": 219,
        "unshare": 97,
        "perf_event_open": 241,
        "open_by_handle_at": 265,
        "setns": 268,
        "process_vm_readv": 270,
        "process_vm_writev": 271,
        "finit_module": 273,
        "bpf": 280,
        "execveat": 281,
        "userfaultfd": 282,
        "pidfd_send_signal": 424,
        "io_uring_setup": 425,
    },
}
libc = ctypes.CDLL(None, use_errno=True)


class Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def is_known() -> bool:
    """Tell whether the system calls of this machine are known here."""
    return platform.machine() in DENIED


def restrict() -> bool:
    """Bind the calling process for good; needs PR_SET_NO_NEW_PRIVS. False if the kernel refuses."""
    code = filter_for(platform.machine())
    program = Program(len(code) // 8, code)
    answer = libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)
    return bool(answer == 0)


def filter_for(machine: str) -> bytes:
    """Return the filter as instructions of 8 bytes: code, jump if true, jump if false, constant."""
    numbers = dict(DENIED[machine])
    arch, clone = numbers.pop("arch"), numbers.pop("clone")
    lines = [
        (LOAD, 0, 0, ARCH_AT),
        (EQUAL, 1, 0, arch),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER_AT),
        *((AT_LEAST, 0, 1, X32), (RETURN, 0, 0, KILL)),
        *((EQUAL, 0, 1, CLONE3), (RETURN, 0, 0, ERRNO | ENOSYS)),  # the C library then uses clone
    ]
    for number in numbers.values():
        lines += [(EQUAL, 0, 1, number), (RETURN, 0, 0, ERRNO | EPERM)]
    lines += [
        (EQUAL, 0, 3, clone),
        (LOAD, 0, 0, FIRST_ARGUMENT_AT),
        (ANY_BIT, 1, 0, CLONE_THREAD),
        (RETURN, 0, 0, ERRNO | EPERM),
        (RETURN, 0, 0, ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)
