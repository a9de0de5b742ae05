"""Watches over what serving needs: the worker's process, and the embedded database."""

import ctypes
import signal
import subprocess
import sys
import threading
from types import TracebackType
from typing import Self

from actionday.edge import postgres
from actionday.errors import BadInput

EVERY_S = 2.0
PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Have the kernel end this process when its parent dies, even by kill -9 (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


class Watch:
    """While it lasts, a worker runs (started again when it ends) and the database answers."""

    def __init__(self, worker: bool) -> None:
        self.worker = worker
        self.process: subprocess.Popen[bytes] | None = None
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.watch, daemon=True)

    def __enter__(self) -> Self:
        self.look()
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the worker; it finishes what it has begun."""
        self.stopping.set()
        self.thread.join()
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)

    def watch(self) -> None:
        """Look every two seconds."""
        while not self.stopping.wait(EVERY_S):
            self.look()

    def look(self) -> None:
        """Bring back what is gone; a database that does not come back is tried again."""
        try:
            postgres.ensure()
        except BadInput as error:
            print(f"actionday serve: {error}", file=sys.stderr)
            return
        if self.worker and (self.process is None or self.process.poll() is not None):
            self.process = subprocess.Popen(
                [sys.executable, "-m", "actionday", "work"], preexec_fn=end_with_parent
            )
