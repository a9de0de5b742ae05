"""Shows how far the rehearsal is: bars on a terminal, elsewhere a line every few seconds."""

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.progress import TimeElapsedColumn as Elapsed

LINE_EVERY_S = 5.0


class Bars:
    """One bar a name, in the order of their first `show`."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.began = self.told_at = time.monotonic()
        self.standing: dict[str, tuple[int, int]] = {}
        self.tasks: dict[str, TaskID] = {}
        self.progress = Progress(
            TextColumn("{task.description:>10}"),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            Elapsed(),
            console=console,
            disable=not console.is_terminal,
        )

    def __enter__(self) -> Self:
        self.progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.progress.stop()
        if kind is None and not self.console.is_terminal:
            self.tell()

    def show(self, name: str, done: int, total: int) -> None:
        """Move a bar."""
        self.standing[name] = (done, total)
        if name not in self.tasks:
            self.tasks[name] = self.progress.add_task(name, total=total)
        self.progress.update(self.tasks[name], completed=done, total=total)
        if not self.console.is_terminal and time.monotonic() - self.told_at >= LINE_EVERY_S:
            self.tell()

    def tell(self) -> None:
        """Print how everything stands, in one line."""
        self.told_at = time.monotonic()
        parts = [f"{name} {done:,} of {total:,}" for name, (done, total) in self.standing.items()]
        line = f"{self.told_at - self.began:5.0f} s  {' · '.join(parts)}"
        self.console.print(line, soft_wrap=True)
