"""What one file may cost, and how a child binds itself to that."""

import resource
import signal
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one child: bytes of memory and of a written file, seconds of CPU and in all."""

    memory: int = 2 << 30
    file: int = 64 << 20
    cpu_s: int = 20
    wall_s: float = 30
    open_files: int = 64

    def apply(self) -> None:
        """Bind the calling process; there is no way back up."""
        limits = {
            resource.RLIMIT_AS: self.memory,
            resource.RLIMIT_FSIZE: self.file,
            resource.RLIMIT_CPU: self.cpu_s,
            resource.RLIMIT_NOFILE: self.open_files,
            resource.RLIMIT_NPROC: 0,  # no process or thread more (root is exempt from this one)
            resource.RLIMIT_CORE: 0,
        }
        for kind, most in limits.items():
            # A second more for CPU: the soft limit's own signal tells which limit it was.
            resource.setrlimit(kind, (most, most + (kind == resource.RLIMIT_CPU)))
        # Python ignores this one; dying of it tells the same.
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
