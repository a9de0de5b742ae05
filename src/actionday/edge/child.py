"""A child process of ours: it ends when we end, however we end, and its output goes where we say.

As a program, `python -m actionday.edge.child PARENT COMMAND...` becomes COMMAND, tied to PARENT.
"""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1
GRACE_S = 20.0
"""How long a child may take to end by itself; a worker finishes the jobs that it has begun."""


@dataclass
class Child:
    """A command that runs as our child; `log` takes its output (None: it goes where ours goes).

    Start it from a thread that lives as long as the child shall: the kernel tells the child of the
    end of the *thread* that started it.
    """

    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    log: Path | None = None
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, in a session of its own: Ctrl-C reaches us alone, and we end it in order."""
        tied = [sys.executable, "-m", __name__, str(os.getpid()), *self.command]
        with self.log.open("ab") if self.log else nullcontext() as output:
            self.process = subprocess.Popen(
                tied,
                env=os.environ | self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def ended(self) -> int | None:
        """Return its exit status, None while it runs."""
        return self.process.poll() if self.process else None

    def ask_to_end(self) -> None:
        """Send it SIGTERM."""
        if self.process:
            self.process.terminate()

    def stop(self, grace_s: float = GRACE_S) -> None:
        """End it, by force if it takes longer than `grace_s` seconds."""
        self.ask_to_end()
        if self.process is None:
            return
        try:
            self.process.wait(grace_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def last_words(self, lines: int = 12) -> str:
        """Return the last lines of its log."""
        if self.log is None or not self.log.exists():
            return ""
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-lines:])


def end_with(parent: int) -> None:
    """Have the kernel send us SIGTERM when our parent ends (Linux; elsewhere nothing happens)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:  # it ended before we could ask
            os.kill(os.getpid(), signal.SIGTERM)


def main(argv: Sequence[str]) -> None:
    """Tie this process to its parent and become the command."""
    parent, *command = argv
    end_with(int(parent))
    os.execvp(command[0], command)  # noqa: S606  (the point: no shell, no further process)


if __name__ == "__main__":
    main(sys.argv[1:])
